# Values from R for growth.csv and graded.csv, which simulate_irt.py made. From this folder: Rscript growth.R
# Writes growth_values.csv. Debian: r-cran-lme4, r-cran-lmertest, r-cran-mass.
suppressPackageStartupMessages({library(lme4); library(lmerTest); library(MASS)})
rows <- list()
keep <- function(key, value, origin) {
  rows[[length(rows) + 1]] <<- data.frame(key = key, value = sprintf("%.12g", as.numeric(value)), origin = origin)
}
version <- function(package) paste(package, packageVersion(package))
d <- read.csv("growth.csv")
control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-9))
models <- list(
  two = y ~ time + woman + (time | person), start = y ~ time + (1 | person),
  three = y ~ time + woman + (time | person) + (time | group), groups = y ~ time + (1 | person) + (1 | group)
)
for (name in names(models)) for (reml in c(TRUE, FALSE)) {
  m <- lmerTest::lmer(models[[name]], d, REML = reml, control = control)
  head <- paste0(name, if (reml) ".reml" else ".ml")
  keep(paste0(head, ".log_likelihood"), logLik(m), version("lme4"))
  keep(paste0(head, ".residual"), sigma(m), version("lme4"))
  table <- coef(summary(m))
  for (i in seq_len(nrow(table))) {
    keep(paste0(head, ".estimate.", i), table[i, 1], version("lme4"))
    keep(paste0(head, ".error.", i), table[i, 2], version("lme4"))
    keep(paste0(head, ".df.", i), table[i, 3], version("lmerTest"))
  }
  for (level in names(VarCorr(m))) {
    spread <- attr(VarCorr(m)[[level]], "stddev")
    for (i in seq_along(spread)) keep(paste0(head, ".", level, ".", i), spread[i], version("lme4"))
  }
}
g <- na.omit(read.csv("graded.csv"))
g$level <- rowMeans(g[, -1])
for (item in paste0("q", 1:8)) {
  if (length(unique(g[[item]])) < 3) next
  g$answer <- factor(g[[item]])
  alone <- polr(answer ~ level, g); uniform <- polr(answer ~ level + group, g); both <- polr(answer ~ level * group, g)
  keep(paste0("dif.uniform.", item), 2 * (logLik(uniform) - logLik(alone)), version("MASS"))
  keep(paste0("dif.both.", item), 2 * (logLik(both) - logLik(alone)), version("MASS"))
}
write.csv(do.call(rbind, rows), "growth_values.csv", row.names = FALSE)
