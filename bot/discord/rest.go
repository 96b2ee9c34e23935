package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/time/rate"
)

const (
	// maxTries of one call, the first one counted.
	maxTries = 5
	// attemptTimeout bounds one try.
	attemptTimeout = 15 * time.Second
	// longestWait is how long a call waits for a rate limit before it fails instead.
	longestWait = time.Minute
	// slots is the fixed number of rate-limit buckets for each kind of call. discordgo sends the
	// calls of one bucket one after the other and keeps every bucket for ever, so there must be
	// many, but not one for each interaction: with 1,000 calls at once the fullest of 1,024
	// buckets holds about five.
	slots = 1024

	// Discord refuses more than 50 calls in any second, those for interactions left out, and blocks
	// the address of who is refused too often. Burst and pace together stay below.
	pacePerSecond, paceBurst = 25, 20
)

// rest makes REST calls through a discordgo session that is never opened. It is safe for concurrent use.
type rest struct {
	session *discordgo.Session
	clock   clock
	limits  limits
	pace    *rate.Limiter
}

func newREST(token string, client *http.Client, c clock) (*rest, error) {
	s, err := discordgo.New("Bot " + token)
	if err != nil {
		return nil, err
	}
	next := client.Transport
	if next == nil {
		next = http.DefaultTransport
	}
	s.Client = &http.Client{Transport: &observer{next}, Timeout: client.Timeout, CheckRedirect: client.CheckRedirect}
	s.LogLevel = -1
	return &rest{session: s, clock: c, pace: rate.NewLimiter(pacePerSecond, paceBurst)}, nil
}

// call is one REST call.
type call struct {
	// name is for messages.
	name        string
	method, url string
	// kind and key choose the bucket: calls of the same kind and key are limited together.
	kind, key string
	// in is the body, nil for none; out is filled from the answer, nil to ignore it.
	in, out any
}

// The kinds of calls for interactions.
const kindCallback, kindWebhook = "callback", "webhook"

// bucket is the slot's number and its name.
func (c call) bucket() (int, string) {
	h := fnv.New32a()
	_, _ = h.Write([]byte(c.kind + "/" + c.key)) // never fails
	slot := int(h.Sum32() % slots)
	return slot, fmt.Sprintf("%s/%d", c.kind, slot)
}

// do makes the call, and makes it again after rate limits, server errors and network trouble, until
// maxTries or the end of ctx. The error is a *restError.
func (r *rest) do(ctx context.Context, c call) error {
	slot, name := c.bucket()
	for try := 1; ; try++ {
		var o outcome
		err := r.wait(ctx, c, slot)
		if err == nil {
			o, err = r.attempt(ctx, c, name)
			r.limits.note(slot, o, r.clock.now())
		}
		if err == nil {
			return nil
		}
		failed := &restError{call: c.name, status: o.status, code: discordCode(err), tries: try, cause: withoutURL(err)}
		if ctx.Err() != nil || try == maxTries || !o.passing() || errors.Is(err, errLongLimit) {
			return failed
		}
		if o.status != http.StatusTooManyRequests {
			if err := r.clock.sleep(ctx, r.clock.backoff(try, 250*time.Millisecond, 8*time.Second)); err != nil {
				return failed
			}
		}
	}
}

// wait returns when the call may be made as far as is known.
func (r *rest) wait(ctx context.Context, c call, slot int) error {
	if err := r.limits.wait(ctx, slot, r.clock); err != nil || c.exempt() {
		return err
	}
	now := r.clock.now()
	turn := r.pace.ReserveN(now, 1)
	d := turn.DelayFrom(now)
	if end, ok := ctx.Deadline(); d > longestWait || ok && time.Until(end) < d {
		turn.CancelAt(now)
		return errLongLimit
	}
	if d <= 0 {
		return nil
	}
	return r.clock.sleep(ctx, d)
}

// exempt says whether the call is for an interaction, whose token it carries; those have no overall limit.
func (c call) exempt() bool { return c.kind == kindCallback || c.kind == kindWebhook }

func (r *rest) attempt(ctx context.Context, c call, bucket string) (outcome, error) {
	ctx, cancel := context.WithTimeout(ctx, attemptTimeout)
	defer cancel()
	var o outcome
	body, err := r.session.RequestWithBucketID(c.method, c.url, c.in, bucket,
		discordgo.WithContext(context.WithValue(ctx, outcomeKey{}, &o)),
		discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0))
	if err == nil && c.out != nil {
		if err = tolerant(body, c.out); err != nil {
			err = fmt.Errorf("decode the answer: %w", err)
		}
	}
	return o, err
}

// discordCode is the code in Discord's error body, 0 where there is none.
func discordCode(err error) int {
	var e *discordgo.RESTError
	if errors.As(err, &e) && e.Message != nil {
		return e.Message.Code
	}
	return 0
}

// tolerant decodes what it can: a field of an unexpected type is left at its zero value. It fails
// only where data is no JSON at all.
func tolerant(data []byte, into any) error {
	err := json.Unmarshal(data, into)
	var mistyped *json.UnmarshalTypeError
	if errors.As(err, &mistyped) {
		return nil
	}
	return err
}

// limits holds until when calls must wait, in Unix nanoseconds, for each slot and for all.
type limits struct {
	slot [slots]atomic.Int64
	all  atomic.Int64
}

// errLongLimit: the limit lasts too long to wait for.
var errLongLimit = errors.New("discord's rate limit lasts longer than the call may")

// wait returns when a call of this slot may be made.
func (l *limits) wait(ctx context.Context, slot int, c clock) error {
	until := max(l.slot[slot].Load(), l.all.Load())
	d := time.Unix(0, until).Sub(c.now())
	if until == 0 || d <= 0 {
		return nil
	}
	if d > longestWait {
		return errLongLimit
	}
	return c.sleep(ctx, d+c.between(0, 100*time.Millisecond))
}

// note remembers what an answer says of limits.
func (l *limits) note(slot int, o outcome, now time.Time) {
	if o.wait <= 0 {
		return
	}
	until := now.Add(o.wait).UnixNano()
	if o.global {
		l.all.Store(until)
		return
	}
	l.slot[slot].Store(until)
}
