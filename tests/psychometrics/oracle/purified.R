# DIF by ordinal regression, purified, for differing.csv, which simulate_irt.py made. From this folder:
# Rscript purified.R     writes purified_values.csv. Debian: r-cran-mass.
# The score is the mean of the items not found and the item that is tested; an item is found when one of its three
# tests has p < .01.
suppressPackageStartupMessages(library(MASS))
rows <- list()
keep <- function(key, value) {
  origin <- paste("MASS", packageVersion("MASS"))
  rows[[length(rows) + 1]] <<- data.frame(key = key, value = sprintf("%.12g", as.numeric(value)), origin = origin)
}
d <- read.csv("differing.csv")
items <- setdiff(names(d), "group")
tests <- function(item, found) {
  d$level <- rowMeans(d[, union(setdiff(items, found), item)])
  d$answer <- factor(d[[item]])
  control <- list(reltol = 1e-14)
  likely <- sapply(list(answer ~ level, answer ~ level + group, answer ~ level * group),
                   function(f) logLik(polr(f, d, control = control)))
  c(uniform = 2 * (likely[2] - likely[1]), both = 2 * (likely[3] - likely[1]), apart = 2 * (likely[3] - likely[2]))
}
found <- c()
for (round in 1:10) {
  table <- sapply(items, tests, found = found)
  p <- pchisq(table, c(1, 2, 1), lower.tail = FALSE)
  now <- items[apply(p, 2, min) < .01]
  for (item in items) {
    keep(sprintf("round.%d.found.%s", round, item), item %in% now)
    keep(sprintf("round.%d.uniform.%s", round, item), table[1, item])
    keep(sprintf("round.%d.both.%s", round, item), table[2, item])
  }
  if (setequal(now, found)) break
  found <- now
}
keep("rounds", round)
write.csv(do.call(rbind, rows), "purified_values.csv", row.names = FALSE)
