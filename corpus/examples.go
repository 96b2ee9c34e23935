package corpus

import (
	"embed"
	"io/fs"
)

//go:embed examples/*.md
var exampleFiles embed.FS

// Examples are the articles that the program carries, for questions when nothing is configured. They were
// written for it; their front matter names the publications that their facts are from.
func Examples() (*Collection, error) {
	names, err := fs.Glob(exampleFiles, "examples/*.md")
	if err != nil {
		return nil, err
	}
	var articles []*Article
	for _, name := range names {
		data, err := exampleFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		a, err := Read(name, data)
		if err != nil {
			return nil, err
		}
		articles = append(articles, a)
	}
	return NewCollection(articles), nil
}
