"""Speed at two sizes in one run, over HTTP, as ratios: `make bench`."""
