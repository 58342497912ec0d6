# Values from R for the answers that simulate.py made. From this folder: Rscript values.R
# Writes values.csv: key, value, origin. Debian: r-cran-psych, -lavaan, -semtools, -gparotation, -multilevel.
suppressPackageStartupMessages({library(psych); library(lavaan); library(multilevel)})
options(digits = 12, warn = -1)
rows <- list()
keep <- function(key, value, origin) {
  rows[[length(rows) + 1]] <<- data.frame(key = key, value = sprintf("%.12g", as.numeric(value)), origin = origin)
}
version <- function(package) paste(package, packageVersion(package))
get <- function(name) read.csv(paste0(name, ".csv"))
whole <- get("whole"); likert <- get("likert"); skipped <- get("skipped"); small <- get("small")

# --- alpha
for (name in c("whole", "likert", "small")) {
  found <- psych::alpha(get(name), n.iter = 1)
  origin <- paste0(version("psych"), " alpha")
  keep(paste0("alpha.", name), found$total$raw_alpha, origin)
  keep(paste0("alpha.standardised.", name), found$total$std.alpha, origin)
  keep(paste0("alpha.mean_r.", name), found$total$average_r, origin)
  keep(paste0("alpha.se.", name), found$total$ase, origin)
  for (i in seq_along(found$alpha.drop$raw_alpha)) keep(paste0("alpha.without.", name, ".", i), found$alpha.drop$raw_alpha[i], origin)
  for (i in seq_along(found$item.stats$r.drop)) keep(paste0("alpha.rest.", name, ".", i), found$item.stats$r.drop[i], origin)
  if (!is.null(found$feldt)) {
    keep(paste0("alpha.feldt.low.", name), found$feldt$lower.ci, origin)
    keep(paste0("alpha.feldt.high.", name), found$feldt$upper.ci, origin)
  }
}
keep("alpha.pairwise.skipped", psych::alpha(skipped, use = "pairwise")$total$raw_alpha, paste0(version("psych"), " alpha, use = pairwise"))
keep("alpha.listwise.skipped", psych::alpha(na.omit(skipped))$total$raw_alpha, paste0(version("psych"), " alpha"))
k <- ncol(skipped)
saturated <- paste(c(unlist(lapply(1:k, function(i) sapply(i:k, function(j) sprintf("i%d ~~ s%d%d*i%d", i, i, j, j))))), collapse = "\n")
labels <- unlist(lapply(1:k, function(i) sapply(i:k, function(j) sprintf(if (i == j) "s%d%d" else "2*s%d%d", i, j))))
trace <- paste(sapply(1:k, function(i) sprintf("s%d%d", i, i)), collapse = "+")
model <- paste0(saturated, "\nalpha := ", k, "/", k - 1, "*(1-(", trace, ")/(", paste(labels, collapse = "+"), "))")
fit <- cfa(model, skipped, missing = "fiml", meanstructure = TRUE, em.h1.tol = 1e-12)
found <- subset(parameterEstimates(fit), label == "alpha")
keep("alpha.full.skipped", found$est, paste0(version("lavaan"), " saturated model, missing = fiml, defined parameter"))
keep("alpha.full.se.skipped", found$se, paste0(version("lavaan"), " delta method, observed information"))

# --- omega
one <- function(data, ...) {
  k <- ncol(data)
  l <- paste0("l", 1:k); t <- paste0("t", 1:k)
  model <- paste0("f =~ NA*i1 + ", paste0(l, "*i", 1:k, collapse = " + "), "\nf ~~ 1*f\n",
    paste0("i", 1:k, " ~~ ", t, "*i", 1:k, collapse = "\n"),
    "\nomega := (", paste(l, collapse = "+"), ")^2/((", paste(l, collapse = "+"), ")^2 + ", paste(t, collapse = "+"), ")")
  cfa(model, data, ...)
}
for (name in c("whole", "likert", "skipped")) {
  data <- get(name)
  fit <- if (name == "skipped") one(data, missing = "fiml", em.h1.tol = 1e-12) else one(data)
  origin <- paste0(version("lavaan"), " cfa, one factor", if (name == "skipped") ", missing = fiml" else "")
  estimates <- parameterEstimates(fit)
  found <- subset(estimates, label == "omega")
  keep(paste0("omega.", name), found$est, origin)
  keep(paste0("omega.se.", name), found$se, origin)
  keep(paste0("omega.low.", name), found$ci.lower, origin)
  keep(paste0("omega.high.", name), found$ci.upper, origin)
  loadings <- subset(estimates, op == "=~")
  for (i in seq_len(nrow(loadings))) {
    keep(paste0("factor.loading.", name, ".", i), loadings$est[i], origin)
    keep(paste0("factor.se.", name, ".", i), loadings$se[i], origin)
  }
  keep(paste0("factor.chi2.", name), fitMeasures(fit, "chisq"), origin)
  keep(paste0("factor.p.", name), fitMeasures(fit, "pvalue"), origin)
  keep(paste0("factor.log_likelihood.", name), fitMeasures(fit, "logl"), origin)
}

# --- omega hierarchical
bifactor <- get("bifactor")
found <- psych::omega(bifactor, nfactors = 3, fm = "minres", rotate = "oblimin", plot = FALSE)
origin <- paste0(version("psych"), " omega, minres, oblimin")
keep("hierarchical.omega_h", found$omega_h, origin)
keep("hierarchical.omega_t", found$omega.tot, origin)
for (i in 1:9) keep(paste0("hierarchical.general.", i), found$schmid$sl[i, "g"], origin)
ml <- psych::omega(bifactor, nfactors = 3, fm = "ml", rotate = "oblimin", plot = FALSE)
keep("hierarchical.ml.omega_h", ml$omega_h, paste0(version("psych"), " omega, ml, oblimin"))

# --- agreement
raters <- get("raters")
found <- psych::ICC(raters, lmer = FALSE)$results
for (i in 1:6) {
  keep(paste0("icc.", i), found$ICC[i], paste0(version("psych"), " ICC, aov"))
  keep(paste0("icc.low.", i), found$`lower bound`[i], paste0(version("psych"), " ICC, aov"))
  keep(paste0("icc.high.", i), found$`upper bound`[i], paste0(version("psych"), " ICC, aov"))
  keep(paste0("icc.f.", i), found$F[i], paste0(version("psych"), " ICC, aov"))
}
grouped <- get("grouped")
fit <- aov(score ~ as.factor(team), grouped)
keep("groups.icc1.multilevel", multilevel::ICC1(fit), paste0(version("multilevel"), " ICC1"))
keep("groups.icc2.multilevel", multilevel::ICC2(fit), paste0(version("multilevel"), " ICC2"))
keep("groups.f", summary(fit)[[1]]$`F value`[1], paste0("R ", getRversion(), " aov"))
found <- multilevel::rwg.j.lindell(likert[1:10, ], rep(1, 10), ranvar = 2)
keep("agreement.rwg_star.first_ten", found$rwg.lindell[1], paste0(version("multilevel"), " rwg.j.lindell, ranvar 2"))

# --- change
waves <- get("waves")
origin <- paste0("R ", getRversion(), " wilcox.test, t.test")
found <- wilcox.test(waves$after, waves$before, paired = TRUE, conf.int = TRUE, exact = FALSE, correct = TRUE)
keep("wilcoxon.ties.v", found$statistic, origin); keep("wilcoxon.ties.p_normal", found$p.value, origin)
keep("wilcoxon.ties.p_untied", psignrank(263 - .5, 24, lower.tail = FALSE) + psignrank(264 - .5, 24, lower.tail = FALSE), paste0("R ", getRversion(), " psignrank, between 263 and 264, as if there were no ties"))
untied <- (1:15)^1.5 * c(1, 1, -1, 1, 1, 1, -1, 1, 1, 1, -1, 1, 1, 1, 1) / 7
found <- wilcox.test(untied, conf.int = TRUE, exact = TRUE)
keep("wilcoxon.exact.v", found$statistic, origin); keep("wilcoxon.exact.p", found$p.value, origin)
keep("wilcoxon.exact.estimate", found$estimate, origin)
keep("wilcoxon.exact.low", found$conf.int[1], origin); keep("wilcoxon.exact.high", found$conf.int[2], origin)
found <- t.test(waves$after, waves$before, paired = TRUE)
keep("t.paired", found$statistic, origin); keep("t.paired.p", found$p.value, origin)
keep("t.paired.low", found$conf.int[1], origin); keep("t.paired.high", found$conf.int[2], origin)
keep("t.two.welch", t.test(waves$after, waves$before)$statistic, origin)
# Noncentral t: the interval of d, found by bisection on pt (Steiger & Fouladi 1997).
t <- as.numeric(found$statistic); df <- found$parameter; n <- df + 1
limit <- function(p) uniroot(function(ncp) pt(t, df, ncp) - p, c(-10, 30), tol = 1e-12)$root / sqrt(n)
keep("d_z", t / sqrt(n), origin)
keep("d_z.low", limit(.975), paste0("R ", getRversion(), " pt, noncentral"))
keep("d_z.high", limit(.025), paste0("R ", getRversion(), " pt, noncentral"))

# The noncentral t itself; R says exactly below a noncentrality of 37.
place <- 0
for (df in c(2, 11, 199)) for (t in c(-1.2, 0, 0.3, 2.2, 30)) for (ncp in c(-3, 0.4, 4, 28)) {
  place <- place + 1
  keep(paste0("noncentral.", place), pt(t, df, ncp), paste0("R ", getRversion(), " pt, noncentral"))
}

write.csv(do.call(rbind, rows), "values.csv", row.names = FALSE, quote = TRUE)
