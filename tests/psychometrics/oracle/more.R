# Values from R where fewer than five of a procedure came from outside. From this folder: Rscript more.R
# Writes more.csv: key, value, origin. Debian: r-cran-psych, -lavaan, -semtools, -multilevel, -numderiv.
suppressPackageStartupMessages({library(psych); library(lavaan); library(semTools); library(multilevel); library(numDeriv)})
options(digits = 12, warn = -1)
rows <- list()
keep <- function(key, value, origin) {
  rows[[length(rows) + 1]] <<- data.frame(key = key, value = sprintf("%.12g", as.numeric(value)), origin = origin)
}
version <- function(package) paste(package, packageVersion(package))
base <- paste("R", getRversion())
get <- function(name) read.csv(paste0(name, ".csv"))
likert <- get("likert"); skipped <- get("skipped"); whole <- get("whole"); waves <- get("waves")

# --- scoring: the fourth item turned, the mean of what was answered, and the sum
keys <- c(1, 1, 1, -1, 1, 1)
means <- scoreItems(keys, likert, min = 1, max = 5, missing = TRUE, impute = "none")$scores
sums <- scoreItems(keys, likert, totals = TRUE, min = 1, max = 5, missing = TRUE, impute = "none")$scores
half <- scoreItems(rep(1, 6), skipped, missing = TRUE, impute = "none")$scores
for (i in 1:5) {
  keep(paste0("scoring.mean.", i), means[i], paste0(version("psych"), " scoreItems"))
  keep(paste0("scoring.sum.", i), sums[i], paste0(version("psych"), " scoreItems"))
  keep(paste0("scoring.skipped.", i), half[i], paste0(version("psych"), " scoreItems, impute = none"))
}

# --- omega of ordered answers
ordered <- get("model_ordered")
for (items in list(1:3, 2:5, 3:8, c(1, 3, 5, 7))) {
  names <- names(ordered)[items]
  fit <- cfa(paste("f =~", paste(names, collapse = " + ")), ordered, ordered = names, std.lv = TRUE, parameterization = "delta")
  keep(paste0("categorical_omega.", paste(items, collapse = "_")), reliability(fit)["omega", 1],
    paste(version("semTools"), "reliability, Green & Yang"))
}

# --- correlation and agreement in teams of one size
teams <- data.frame(team = rep(1:(nrow(whole) %/% 8), each = 8), whole[1:(8 * (nrow(whole) %/% 8)), ])
for (item in names(whole)[1:3]) {
  fit <- aov(as.formula(paste(item, "~ as.factor(team)")), teams)
  keep(paste0("group_icc.f.", item), summary(fit)[[1]][1, 4], base)
  keep(paste0("group_icc.icc1.", item), multilevel::ICC1(fit), paste0(version("multilevel"), " ICC1"))
  keep(paste0("group_icc.icc2.", item), multilevel::ICC2(fit), paste0(version("multilevel"), " ICC2"))
}
of_five <- rep(1:5, each = 12)
lindell <- rwg.j.lindell(likert[1:60, ], of_five, ranvar = 2)
james <- rwg.j(likert[1:60, ], of_five, ranvar = 2)
for (i in 1:5) {
  keep(paste0("agreement.lindell.", i), lindell$rwg.lindell[i], paste0(version("multilevel"), " rwg.j.lindell, ranvar 2"))
  keep(paste0("agreement.james.", i), james$rwg.j[i], paste0(version("multilevel"), " rwg.j, ranvar 2"))
}

# --- Bartlett's test, and the eigenvalues that a parallel analysis lays beside those of chance
for (name in c("likert", "whole")) {
  found <- cortest.bartlett(cor(get(name)), n = nrow(get(name)))
  keep(paste0("bartlett.chi2.", name), found$chisq, paste0(version("psych"), " cortest.bartlett"))
  keep(paste0("bartlett.df.", name), found$df, paste0(version("psych"), " cortest.bartlett"))
  values <- eigen(cor(get(name)))$values
  for (i in seq_along(values)) keep(paste0("eigenvalues.", name, ".", i), values[i], paste(base, "eigen"))
}

# --- change, and looking back
paired <- function(key, first, second) {
  found <- t.test(second, first, paired = TRUE)
  keep(paste0(key, ".t"), found$statistic, paste(base, "t.test"))
  keep(paste0(key, ".p"), found$p.value, paste(base, "t.test"))
  keep(paste0(key, ".low"), found$conf.int[1], paste(base, "t.test"))
  keep(paste0(key, ".high"), found$conf.int[2], paste(base, "t.test"))
}
paired("shift", waves$before, waves$looking_back)
paired("shift.change", waves$looking_back, waves$after)
two <- t.test(waves$later[1:15], waves$before[1:15], var.equal = TRUE)
keep("two_groups.t", two$statistic, paste(base, "t.test"))
keep("two_groups.p", two$p.value, paste(base, "t.test"))
for (columns in list(c("before", "after"), c("before", "later"), c("after", "later"))) {
  pair <- data.frame(score = c(waves[[columns[1]]], waves[[columns[2]]]), moment = rep(0:1, each = nrow(waves)))
  keep(paste0("cohen_d.", paste(columns, collapse = "_")), psych::cohen.d(pair, "moment")$cohen.d[1, "effect"],
    paste0(version("psych"), " cohen.d"))
}

# --- one person over time
for (place in 1:3) {
  score <- whole[seq(place, by = 9, length.out = 8), 1]
  found <- cor.test(1:8, score, method = "kendall", exact = TRUE)
  keep(paste0("trend.tau.", place), found$estimate, paste(base, "cor.test, kendall"))
  keep(paste0("trend.p.", place), found$p.value, paste(base, "cor.test, kendall"))
  steps <- outer(score, score, "-") / outer(1:8, 1:8, "-")
  keep(paste0("trend.slope.", place), median(steps[lower.tri(steps)]), paste(base, "median of all slopes"))
}

# --- what items of a graded response model tell: minus the expected second derivative
slopes <- c(0.8, 1.3, 2.2); cuts <- list(c(-1.5, 0, 1), c(-0.5, 0.5, 1.5), c(-2, -1, 0.3))
chances <- function(theta, i) -diff(c(1, plogis(slopes[i] * (theta - cuts[[i]])), 0))
told <- function(theta, i) {
  now <- chances(theta, i)
  -sum(sapply(seq_along(now), function(k) now[k] * hessian(function(x) log(chances(x, i)[k]), theta)[1, 1]))
}
for (i in 1:3) for (theta in c(-2, 0, 1))
  keep(paste0("information.", i, ".", theta), told(theta, i), paste0(version("numDeriv"), " hessian"))
test <- function(theta) sapply(theta, function(x) sum(sapply(1:3, function(i) told(x, i))))
keep("marginal_reliability", integrate(function(x) test(x) / (test(x) + 1) * dnorm(x), -6, 6, rel.tol = 1e-9)$value,
  paste(base, "integrate"))

write.csv(do.call(rbind, rows), "more.csv", row.names = FALSE, quote = TRUE)
