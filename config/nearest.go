package config

import "fmt"

// unknown says that no setting has this key, and which one may be meant.
func unknown(key string) string {
	best, distance := "", len(key)/2+1
	for _, s := range Settings() {
		if d := editDistance(key, s.Key); s.InFile && d < distance {
			best, distance = s.Key, d
		}
	}
	if best == "" {
		return fmt.Sprintf("unknown key %q", key)
	}
	return fmt.Sprintf("unknown key %q; perhaps %q is meant", key, best)
}

// editDistance counts the bytes to insert, delete or replace to make b of a (Levenshtein).
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
