# Values from R for the answers that structure.py made. From this folder: Rscript structure.R
# Writes structure.csv: key, value, origin. Debian: r-cran-psych, -lavaan, -semtools, -gparotation, -polycor.
suppressPackageStartupMessages({library(psych); library(GPArotation); library(lavaan); library(semTools); library(polycor)})
options(digits = 12, warn = -1)
rows <- list()
keep <- function(key, value, origin) {
  rows[[length(rows) + 1]] <<- data.frame(key = key, value = sprintf("%.12g", as.numeric(value)), origin = origin)
}
version <- function(package) paste(package, packageVersion(package))
get <- function(name) read.csv(paste0(name, ".csv"))
items <- paste0("i", 1:8)
two <- "kracht =~ i1 + i2 + i3 + i4\nsteun =~ i5 + i6 + i7 + i8"

# --- polychoric
poly <- function(name, data, missing = "listwise") {
  fit <- lavCor(data, ordered = names(data), se = "standard", output = "fit", missing = missing)
  found <- parameterEstimates(fit)
  pairs <- subset(found, op == "~~" & lhs != rhs)
  cuts <- subset(found, op == "|")
  origin <- paste(version("lavaan"), "lavCor, missing =", missing)
  for (i in seq_len(nrow(pairs))) {
    keep(paste0("polychoric.", name, ".", i), pairs$est[i], origin)
    keep(paste0("polychoric.se.", name, ".", i), pairs$se[i], origin)
  }
  for (i in seq_len(nrow(cuts))) keep(paste0("polychoric.cut.", name, ".", i), cuts$est[i], origin)
}
ordered <- get("model_ordered")
poly("model_ordered", ordered[items])
poly("model_ordered_skipped", get("model_ordered_skipped"), "pairwise")
poly("binary", get("binary"))
joint <- polychor(table(ordered$i1, ordered$i4), ML = TRUE, std.err = TRUE)
keep("polychoric.joint", joint$rho, paste(version("polycor"), "polychor, ML"))
keep("polychoric.joint.se", sqrt(joint$var[1, 1]), paste(version("polycor"), "polychor, ML, numerical Hessian"))

# --- confirmatory
indices <- c("chisq", "df", "pvalue", "cfi", "tli", "rmsea", "rmsea.ci.lower", "rmsea.ci.upper", "rmsea.pvalue", "srmr",
  "logl", "aic", "bic", "npar", "baseline.chisq", "chisq.scaled", "pvalue.scaled", "cfi.scaled", "tli.scaled", "rmsea.scaled",
  "rmsea.ci.lower.scaled", "rmsea.ci.upper.scaled", "baseline.chisq.scaled")
store <- function(name, fit, origin, parameters = TRUE) {
  found <- fitMeasures(fit)
  for (each in intersect(indices, names(found))) keep(paste0("cfa.", name, ".", each), found[each], origin)
  if (!parameters) return(invisible())
  found <- subset(parameterEstimates(fit, standardized = TRUE), op %in% c("=~", "~~", "|", "~1"))
  for (i in seq_len(nrow(found))) {
    key <- paste0(found$lhs[i], found$op[i], found$rhs[i])
    keep(paste0("cfa.", name, ".est.", key), found$est[i], origin)
    keep(paste0("cfa.", name, ".se.", key), found$se[i], origin)
    keep(paste0("cfa.", name, ".std.", key), found$std.all[i], origin)
  }
}
fitted <- function(name, data, ..., what = two) {
  fit <- cfa(what, data, ..., em.h1.tol = 1e-12)
  store(name, fit, paste(version("lavaan"), "cfa", paste(deparse(list(...)$estimator), deparse(list(...)$missing))))
  fit
}
whole <- get("model"); holes <- get("model_skipped")
invisible(fitted("ml", whole[items], estimator = "ML"))
invisible(fitted("mlr", whole[items], estimator = "MLR"))
invisible(fitted("fiml", holes[items], estimator = "ML", missing = "ml"))
invisible(fitted("mlr_fiml", holes[items], estimator = "MLR", missing = "ml"))
invisible(fitted("wlsmv", ordered[items], estimator = "WLSMV", ordered = items))
invisible(fitted("wlsmv_unit", ordered[items], estimator = "WLSMV", ordered = items, std.lv = TRUE))
one <- paste("kracht =~", paste(items, collapse = " + "))
single <- fitted("wlsmv_one", ordered[items], estimator = "WLSMV", ordered = items, what = one)
invisible(fitted("wlsmv_pairwise", get("model_ordered_skipped"), estimator = "WLSMV", ordered = items, missing = "pairwise"))
invisible(fitted("together", whole[items], estimator = "ML", what = paste0(two, "\ni2 ~~ i7")))
keep("omega.categorical", reliability(single)["omega", 1], paste(version("semTools"), "reliability, Green & Yang"))
four <- cfa("kracht =~ i1 + i2 + i3 + i4", ordered[items[1:4]], ordered = items[1:4])
keep("omega.categorical.four", reliability(four)["omega", 1], paste(version("semTools"), "reliability, Green & Yang"))

# --- invariance
compared <- function(name, fits, origin) {
  for (level in names(fits)) store(paste0(name, ".", level), fits[[level]], origin, FALSE)
  for (i in seq_along(fits)[-1]) {
    found <- lavTestLRT(fits[[i - 1]], fits[[i]])
    keep(paste0("invariance.", name, ".", names(fits)[i], ".diff"), found[2, "Chisq diff"], paste(origin, "lavTestLRT"))
    keep(paste0("invariance.", name, ".", names(fits)[i], ".df"), found[2, "Df diff"], paste(origin, "lavTestLRT"))
  }
}
equal <- list(configural = "", metric = "loadings", scalar = c("loadings", "intercepts"),
  strict = c("loadings", "intercepts", "residuals"))
for (estimator in c("ML", "MLR")) compared(paste0("groups_", tolower(estimator)), lapply(equal, function(which)
  cfa(two, whole, group = "group", group.equal = which, estimator = estimator)),
  paste(version("lavaan"), "cfa", estimator, "by group"))
steps <- list(configural = "", threshold = "thresholds", metric = c("thresholds", "loadings"),
  scalar = c("thresholds", "loadings", "intercepts"), strict = c("thresholds", "loadings", "intercepts", "residuals"))
compared("groups_ordered", lapply(steps, function(which)
  measEq.syntax(two, ordered, ordered = items, parameterization = "theta", ID.fac = "std.lv", ID.cat = "Wu.Estabrook.2016",
    group = "group", group.equal = which, return.fit = TRUE, estimator = "WLSMV")),
  paste(version("semTools"), "measEq.syntax, Wu & Estabrook, by group"))
panel <- get("panel"); later <- get("panel_ordered")
waves <- "before =~ a_before + b_before + c_before + d_before\nafter =~ a_after + b_after + c_after + d_after"
factors <- list(kracht = c("before", "after"))
same <- lapply(setNames(letters[1:4], letters[1:4]), function(i) paste0(i, c("_before", "_after")))
compared("waves_ml", lapply(equal, function(which)
  measEq.syntax(waves, panel, ID.fac = "std.lv", longFacNames = factors, longIndNames = same, long.equal = which, auto = "all",
    meanstructure = TRUE, return.fit = TRUE, estimator = "ML")), paste(version("semTools"), "measEq.syntax, ML, by wave"))
compared("waves_ordered", lapply(steps, function(which)
  measEq.syntax(waves, later, ordered = names(later), parameterization = "theta", ID.fac = "std.lv", ID.cat = "Wu.Estabrook.2016",
    longFacNames = factors, longIndNames = same, long.equal = which, auto = "all", return.fit = TRUE, estimator = "WLSMV")),
  paste(version("semTools"), "measEq.syntax, Wu & Estabrook, by wave"))

# --- two levels
teams <- get("teams")
inside <- "i1 + i2 + i3 + i4 + i5"
fit <- cfa(paste("level: 1\nw =~", inside, "\nlevel: 2\nb =~", inside), teams, cluster = "team", em.h1.tol = 1e-10,
  em.h1.iter.max = 50000)
origin <- paste(version("lavaan"), "cfa, two levels")
measures <- fitMeasures(fit)
for (each in c("chisq", "df", "baseline.chisq", "baseline.df", "cfi", "tli", "rmsea", "logl", "npar", "aic", "bic"))
  keep(paste0("two_level.", each), measures[each], origin)
# Its own saturated model stops early; written out as a model it does not.
all <- paste(unlist(lapply(1:5, function(i) sapply(i:5, function(j) sprintf("i%d ~~ i%d", i, j)))), collapse = "\n")
free <- lavaan(paste0("level: 1\n", all, "\nlevel: 2\n", all, "\n", paste0("i", 1:5, " ~ 1", collapse = "\n")), teams,
  cluster = "team")
from <- lavInspect(free, "implied"); to <- lavInspect(fit, "implied")
for (level in 1:2) {
  off <- cov2cor(from[[level]]$cov) - cov2cor(to[[level]]$cov)
  keep(paste0("two_level.srmr_", c("within", "between")[level]), sqrt(mean(off[lower.tri(off, TRUE)]^2)),
    paste(version("lavaan"), "lavaan, two levels, by lav_fit_srmr_twolevel, beside all covariances"))
}
keep("two_level.unrestricted", logLik(free), paste(version("lavaan"), "lavaan, two levels, all covariances"))
found <- subset(parameterEstimates(fit), op %in% c("=~", "~~") | (op == "~1" & level == 2))
for (i in seq_len(nrow(found))) {
  key <- paste0(found$level[i], ".", found$lhs[i], found$op[i], found$rhs[i])
  keep(paste0("two_level.est.", key), found$est[i], origin)
  keep(paste0("two_level.se.", key), found$se[i], origin)
}

# --- exploratory
kmo <- KMO(cor(whole[items]))
keep("kmo", kmo$MSA, paste(version("psych"), "KMO"))
for (i in 1:8) keep(paste0("kmo.item.", i), kmo$MSAi[i], paste(version("psych"), "KMO"))
bartlett <- cortest.bartlett(cor(whole[items]), n = 600)
keep("bartlett.chi2", bartlett$chisq, paste(version("psych"), "cortest.bartlett"))
keep("bartlett.df", bartlett$df, paste(version("psych"), "cortest.bartlett"))
keep("bartlett.p", bartlett$p.value, paste(version("psych"), "cortest.bartlett"))
for (method in c("minres", "ml")) for (rotation in c("none", "varimax", "oblimin")) {
  found <- psych::fa(whole[items], 2, fm = method, rotate = if (rotation == "varimax") "none" else rotation)
  # Stopped at its usual 1e-5, varimax is still .01 away.
  if (rotation == "varimax") found$loadings <- varimax(unclass(found$loadings), eps = 1e-15)$loadings
  origin <- paste(version("psych"), "fa", method, rotation)
  name <- paste0("efa.", method, ".", rotation)
  for (i in 1:8) for (j in 1:2) keep(paste0(name, ".loading.", (i - 1) * 2 + j), found$loadings[i, j], origin)
  for (i in 1:8) keep(paste0(name, ".uniqueness.", i), found$uniquenesses[i], origin)
  if (rotation == "oblimin") keep(paste0(name, ".phi"), found$Phi[1, 2], origin)
  keep(paste0(name, ".chi2"), found$STATISTIC, origin)
  keep(paste0(name, ".rmsr"), found$rms, origin)
}
exact <- factanal(whole[items], 2, rotation = "none", control = list(nstart = 5, opt = list(factr = 1, lower = 1e-4)))
keep("efa.ml.factanal.chi2", exact$STATISTIC, "R stats factanal")
for (i in 1:8) keep(paste0("efa.ml.factanal.uniqueness.", i), exact$uniquenesses[i], "R stats factanal")

write.csv(do.call(rbind, rows), "structure.csv", row.names = FALSE)
