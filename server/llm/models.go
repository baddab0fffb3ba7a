package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// Bounds of a list of models; OpenRouter's has some hundred kilobytes.
const (
	maxModels      = 4 << 20
	waitForModels  = 5 * time.Second
	longestOffered = 500
)

// offered lists the models that a server has, nil when it does not say. It is
// for whoever mistyped a name, so that nothing depends on it.
func (c *Client) offered(ctx context.Context, e *endpoint) []string {
	ctx, cancel := context.WithTimeout(ctx, waitForModels)
	defer cancel()
	list, err := openai.NewClientWithConfig(e.config(lister{c.http})).ListModels(ctx)
	if err != nil {
		return nil
	}
	var names []string
	for _, m := range list.Models {
		names = append(names, m.ID)
	}
	slices.Sort(names)
	return names[:min(len(names), longestOffered)]
}

// lister hands go-openai a list of models with nothing in it but their names:
// the rest has other types on other servers.
type lister struct{ client *http.Client }

func (l lister) Do(req *http.Request) (*http.Response, error) {
	resp, err := l.client.Do(req)
	if err != nil {
		return nil, unreachable(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, classify(resp.StatusCode, nil)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxModels))
	if err != nil {
		return nil, failure(CutOff)
	}
	var list struct {
		Data []struct {
			ID string `json:"id"`
		} `json:"data"`
	}
	if !readable(json.Unmarshal(body, &list)) {
		return nil, failure(Nonsense)
	}
	if body, err = json.Marshal(list); err != nil {
		return nil, failure(Nonsense)
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}
