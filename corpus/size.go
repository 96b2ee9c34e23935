package corpus

import (
	"fmt"
	"strconv"
	"strings"
)

// Size is a number of bytes in the largest unit that it reaches: "800 bytes", "2 KiB", "8.3 MiB".
func Size(n int64) string {
	value, unit := float64(n), "bytes"
	for _, larger := range []string{"KiB", "MiB", "GiB"} {
		if value < 1<<10 {
			break
		}
		value, unit = value/(1<<10), larger
	}
	return strings.TrimSuffix(strconv.FormatFloat(value, 'f', 1, 64), ".0") + " " + unit
}

// Over says by how much a size is above its limit: "8.3 MiB, the limit is 8 MiB".
func Over(size, limit int64) string {
	a, b := Size(size), Size(limit)
	if a == b {
		a, b = fmt.Sprintf("%d bytes", size), fmt.Sprintf("%d bytes", limit)
	}
	return a + ", the limit is " + b
}
