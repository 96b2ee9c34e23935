package discord

import (
	"errors"
	"fmt"
	"net/url"

	"github.com/gorilla/websocket"
)

// What only a person can mend. Serve returns these wrapped, after which starting it again with the
// same options is of no use.
var (
	// ErrToken: Discord does not know the token (HTTP 401, close code 4004), or it cannot be one.
	ErrToken = errors.New("discord does not accept the bot token: open the application at " +
		"https://discord.com/developers/applications, choose Bot, then Reset Token, and give footnote the new one")
	// ErrIntents: Discord does not let this application have the intents (4013, 4014).
	ErrIntents = errors.New("discord does not allow the gateway intents that footnote asks for (guilds, guild " +
		"messages, direct messages): check under Bot, Privileged Gateway Intents, that the application is not restricted")
	// ErrShard: the bot is in more servers than its shards may serve, and Discord recommends no more of
	// them or their number was set (4010, 4011).
	ErrShard = errors.New("discord does not accept the number of shards, which is too small for the bot's servers: " +
		"set a larger one, or none, so that Discord recommends it")
	// ErrVersion: Discord has ended the version of the gateway that this build speaks (4012).
	ErrVersion = errors.New("discord no longer speaks this version of its gateway: a newer build of footnote is needed")
)

// final returns the error that ends Serve, or nil where err may pass by itself.
func final(err error) error {
	for _, end := range []error{ErrToken, ErrIntents, ErrShard, ErrVersion} {
		if errors.Is(err, end) {
			return err
		}
	}
	var closed *websocket.CloseError
	if !errors.As(err, &closed) {
		return nil
	}
	var end error
	switch closed.Code {
	case 4004:
		end = ErrToken
	case 4010, 4011:
		end = ErrShard
	case 4012:
		end = ErrVersion
	case 4013, 4014:
		end = ErrIntents
	default:
		return nil
	}
	return fmt.Errorf("%w (close code %d)", end, closed.Code)
}

// restError is a REST call that failed for good.
type restError struct {
	// call names the call without its URL: URLs of interactions hold a token.
	call string
	// status is 0 where no answer came; code is Discord's own, 0 where it sent none.
	status, code int
	tries        int
	cause        error
}

func (e *restError) Error() string {
	return fmt.Sprintf("%s: status %d, code %d, %d tries: %v", e.call, e.status, e.code, e.tries, e.cause)
}

func (e *restError) Unwrap() error { return e.cause }

// Discord's codes that are told apart, from its table of JSON error codes.
const (
	codeAcknowledged       = 40060
	codeUnknownInteraction = 10062
	codeEmptyMessage       = 50006
)

// hasCode says whether err is Discord's refusal with this code.
func hasCode(err error, code int) bool {
	var e *restError
	return errors.As(err, &e) && e.code == code
}

// mayPass says whether the same call may succeed later.
func mayPass(err error) bool {
	var e *restError
	return errors.As(err, &e) && outcome{status: e.status}.passing()
}

// withoutURL drops the address that net/http puts into its errors: the address of an interaction
// holds its token.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
