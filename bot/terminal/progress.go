package terminal

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// patience is how long work may take before its progress is shown.
const patience = 500 * time.Millisecond

// Progress shows how far long work is, on one line that it clears in the end. Short work shows
// nothing. It serves one goroutine at a time.
type Progress struct {
	w     io.Writer
	now   func() time.Time
	start time.Time
	label string
	bar   *progressbar.ProgressBar
}

// NewProgress returns a Progress that writes to w, a terminal.
func NewProgress(w io.Writer, now func() time.Time) *Progress {
	return &Progress{w: w, now: now, start: now()}
}

// Track returns the function to call as one stage of the work goes on.
func (p *Progress) Track(label string) func(done, total int) {
	return func(done, total int) {
		if p.now().Sub(p.start) < patience {
			return
		}
		if p.bar == nil || p.label != label {
			p.Clear()
			p.label, p.bar = label, p.newBar(label, total)
		}
		_ = p.bar.Set(done) // a bar that cannot be drawn is no reason to stop the work
	}
}

// Clear takes the bar off the screen.
func (p *Progress) Clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
		p.bar = nil
	}
}

func (p *Progress) newBar(label string, total int) *progressbar.ProgressBar {
	return progressbar.NewOptions(total,
		progressbar.OptionSetWriter(p.w),
		progressbar.OptionSetDescription(label),
		progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(false),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionThrottle(65*time.Millisecond),
	)
}
