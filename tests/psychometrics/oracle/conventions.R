# What R's packages print unless asked otherwise, or as a second figure, where programs differ. From this folder:
# Rscript conventions.R. Writes conventions.csv: key, value, origin.
# Debian: r-cran-psych, -gparotation, -lavaan, -semtools, -multilevel, -mass.
suppressPackageStartupMessages({library(psych); library(GPArotation); library(lavaan); library(semTools)})
options(digits = 12, warn = -1)
rows <- list()
keep <- function(key, value, origin) {
  many <- length(value) > 1
  for (i in seq_along(value)) rows[[length(rows) + 1]] <<- data.frame(
    key = if (many) paste0(key, ".", i) else key, value = sprintf("%.12g", as.numeric(value[i])), origin = origin)
}
version <- function(package) paste(package, packageVersion(package))
get <- function(name) read.csv(paste0(name, ".csv"))
items <- paste0("i", 1:8)
two <- "kracht =~ i1 + i2 + i3 + i4\nsteun =~ i5 + i6 + i7 + i8"
whole <- get("model"); open <- get("model_skipped"); ordered <- get("model_ordered")

# --- robust indices
robust <- function(name, fit) {
  found <- fitMeasures(fit, c("cfi.robust", "tli.robust", "rmsea.robust", "rmsea.ci.lower.robust",
    "rmsea.ci.upper.robust", "rmsea.pvalue.robust"))
  keep(paste0("robust.", name), found, paste(version("lavaan"), "fitMeasures"))
}
robust("MLR", cfa(two, whole, estimator = "MLR"))
robust("MLR.groups", cfa(two, whole, estimator = "MLR", group = "group"))
robust("FIML", cfa(two, open, estimator = "MLR", missing = "fiml", em.h1.tol = 1e-12))
robust("FIML.normal", cfa(two, open, missing = "fiml", em.h1.tol = 1e-12))
robust("FIML.normal.groups", cfa(two, open, missing = "fiml", group = "group", em.h1.tol = 1e-12))
robust("WLSMV", cfa(two, ordered, ordered = items, estimator = "WLSMV"))

# --- omega of each factor
rel <- function(name, fit) {
  keep(paste0("omegas.observed.", name), compRelSEM(fit), paste(version("semTools"), "compRelSEM"))
  keep(paste0("omegas.implied.", name), compRelSEM(fit, obs.var = FALSE),
    paste(version("semTools"), "compRelSEM, obs.var = FALSE"))
}
rel("ML", cfa(two, whole))
rel("FIML", cfa(two, open, missing = "fiml", em.h1.tol = 1e-12))
rel("WLSMV", cfa(two, ordered, ordered = items, estimator = "WLSMV"))

# --- psych
origin <- paste(version("psych"), "fa")
found <- psych::fa(whole[items], 2, rotate = "promax")
keep("promax.loading", as.vector(t(unclass(found$loadings))), origin)
keep("promax.phi", found$Phi[1, 2], origin)
found <- psych::fa(open[items], 2)
keep("pairwise.loading", as.vector(t(unclass(found$loadings))), origin)
for (name in c("TLI", "BIC")) keep(paste0("pairwise.", name), found[[name]], origin)
keep("pairwise.RMSEA", found$RMSEA[1], origin)
keep("pairwise.complexity", found$complexity, origin)

bifactor <- get("bifactor")
for (method in c("minres", "ml")) {
  found <- psych::fa(whole[items], 2, fm = method, rotate = "varimax")
  keep(paste0("varimax.loose.", method), as.vector(t(unclass(found$loadings))), paste(origin, "varimax, at R's 1e-5"))
}
found <- factanal(whole[items], 2, rotation = "varimax")
keep("varimax.loose.factanal", as.vector(t(unclass(found$loadings))), paste("R", getRversion(), "factanal, varimax at 1e-5"))
found <- psych::omega(bifactor, nfactors = 2, plot = FALSE)
keep("omega.two", c(found$omega_h, found$omega.tot), paste(version("psych"), "omega, nfactors = 2"))
turned <- bifactor
turned[[2]] <- -turned[[2]]; turned[[5]] <- -turned[[5]]
found <- psych::omega(turned, nfactors = 3, plot = FALSE)
keep("omega.turned", c(found$omega_h, found$omega.tot), paste(version("psych"), "omega, items 2 and 5 reversed"))
likert <- get("likert")
found <- psych::alpha(likert)$total
pairs <- psych::alpha(get("skipped"), use = "pairwise")
keep("alpha.pairwise.of_all", c(pairs$total$ase, pairs$feldt$lower.ci, pairs$feldt$upper.ci),
  paste(version("psych"), "alpha, use = pairwise"))
keep("alpha.total", unlist(found[c("G6(smc)", "average_r", "median_r")]), paste(version("psych"), "alpha"))

# --- effect sizes
sides <- data.frame(score = likert[[1]], side = rep(1:2, length.out = nrow(likert)))
keep("cohen.d", psych::cohen.d(sides, "side")$cohen.d["score", "effect"], paste(version("psych"), "cohen.d, odd and even rows"))

# --- persons in groups
found <- multilevel::rwg.j(likert[1:10, ], rep(1, 10), ranvar = 2)
keep("rwg.james", found$rwg.j, paste(version("multilevel"), "rwg.j"))
one <- likert[1:11, 1]; team <- rep(1:3, c(2, 4, 5))
keep("icc1.uneven", multilevel::ICC1(aov(one ~ as.factor(team))), paste(version("multilevel"), "ICC1, groups of 2, 4, 5"))

# --- gains of a regression, by lordif's definitions
graded <- na.omit(get("graded"))
rest <- rowMeans(graded[paste0("q", 1:8)])
fit <- function(formula) as.numeric(logLik(MASS::polr(formula, control = list(reltol = 1e-14))))
y <- factor(graded$q1); g <- factor(graded$group); n <- length(y)
level <- list(fit(y ~ 1), fit(y ~ rest), fit(y ~ rest + g), fit(y ~ rest * g))
mcfadden <- sapply(level[-1], function(l) 1 - l / level[[1]])
cox <- sapply(level[-1], function(l) 1 - exp(2 * (level[[1]] - l) / n))
nagelkerke <- cox / (1 - exp(2 * level[[1]] / n))
gains <- function(name, r) keep(paste0("gains.", name), c(r[2] - r[1], r[3] - r[2], r[3] - r[1]), version("MASS"))
gains("mcfadden", mcfadden); gains("nagelkerke", nagelkerke); gains("cox_snell", cox)
write.csv(do.call(rbind, rows), "conventions.csv", row.names = FALSE, quote = 3)
