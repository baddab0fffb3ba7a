package llm_test

import (
	"testing"

	"mondo/prompts"
	"mondo/server/llm"
	"mondo/server/llm/llmtest"
)

func TestRefusedParametersAreRemembered(t *testing.T) {
	all := llmtest.Fault("no-temperature+no-seed+no-max-tokens+no-json-schema+no-json-object")
	srv := llmtest.Start(t, llmtest.Script{Fault: all})
	client := connect(t, srv)
	for range 2 {
		if _, err := client.Complete(soon(t), "i", written); err != nil {
			t.Fatal(err)
		}
	}
	requests := srv.Requests()
	if len(requests) != 7 { // five refusals, the reply to the first call, and the second call
		t.Fatalf("%d requests", len(requests))
	}
	first, last := requests[0], requests[6]
	if first.Temperature == nil || first.Seed == nil || first.MaxTokens == nil || first.Format != "json_schema" {
		t.Errorf("first %s", first.Body)
	}
	if last.Temperature != nil || last.Seed != nil || last.MaxTokens != nil || last.Format != "" || last.MaxCompletionTokens == nil {
		t.Errorf("last %s", last.Body)
	}
}

func TestASchemaBecomesAnObject(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Fault: "no-json-schema"})
	if _, err := connect(t, srv).Complete(soon(t), "i", written); err != nil {
		t.Fatal(err)
	}
	if r := srv.Requests(); len(r) != 2 || r[0].Format != "json_schema" || string(r[0].Schema) != string(written.Schema.JSON) || r[1].Format != "json_object" {
		t.Errorf("%d requests, the last with %q", len(r), r[len(r)-1].Format)
	}
}

// A refusal that nothing helps against is no reason to do without parameters.
func TestNothingIsLearnedFromARefusalThatStays(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Faults: map[int]llmtest.Fault{1: "400", 2: "400", 3: "400", 4: "400", 5: "400", 6: "400", 7: "400"}})
	client := connect(t, srv)
	if _, err := client.Complete(soon(t), "i", written); code(t, err) != llm.Rejected {
		t.Fatal(err)
	}
	if _, err := client.Complete(soon(t), "i", written); err != nil {
		t.Fatal(err)
	}
	r := srv.Requests()
	if last := r[len(r)-1]; last.Format != "json_schema" || last.Temperature == nil || last.MaxTokens == nil {
		t.Errorf("last %s", last.Body)
	}
}

func TestTemperatures(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{})
	client := connect(t, srv)
	for _, p := range []prompts.Prompt{spoken, written} {
		if _, err := client.Complete(soon(t), "i", p); err != nil {
			t.Fatal(err)
		}
	}
	r := srv.Requests()
	if t0 := r[0].Temperature; t0 == nil || *t0 < 0.69 || *t0 > 0.71 || r[0].Seed != nil {
		t.Errorf("free: %s", r[0].Body)
	}
	if t1 := r[1].Temperature; t1 == nil || *t1 != 0 || r[1].Seed == nil {
		t.Errorf("exact: %s", r[1].Body)
	}
}

// go-openai refuses these by their names; some servers call other models so.
func TestReasoningModelsByName(t *testing.T) {
	for _, model := range []string{"o1", "o3-mini", "o4-mini", "gpt-5", "gpt-5-nano", "gpt-6-luna", "gpt-6-astra"} {
		srv := llmtest.Start(t, llmtest.Script{})
		client := connect(t, srv, func(c *llm.Config) { c.Model = model })
		if _, err := client.Complete(soon(t), "i", written); err != nil {
			t.Errorf("%s: %v", model, err)
			continue
		}
		if _, _, err := listen(t, client, spoken); err != nil {
			t.Errorf("%s: %v", model, err)
		}
		for _, r := range srv.Requests() {
			if r.MaxTokens == nil && (r.MaxCompletionTokens == nil || *r.MaxCompletionTokens < 1000) {
				t.Errorf("%s: %s", model, r.Body)
			}
		}
	}
}

func TestAModelThatThinksGetsRoomForIt(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Fault: "think-long"})
	client := connect(t, srv)
	for range 2 {
		if _, _, err := listen(t, client, spoken); err != nil {
			t.Fatal(err)
		}
	}
	r := srv.Requests()
	if len(r) != 3 || *r[0].MaxTokens != 200 || *r[1].MaxTokens < 1000 || *r[2].MaxTokens < 1000 {
		t.Errorf("%d requests", len(r))
	}
}

// The first time it is too late, from then on it is known.
func TestThoughtsThatBeginWithoutAMark(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Fault: "think-unopened", Faults: map[int]llmtest.Fault{3: ""}, Reader: llmtest.Always(line)})
	client := connect(t, srv)
	if _, _, err := listen(t, client, spoken); code(t, err) != llm.Nonsense {
		t.Fatalf("the first call: %v", err)
	}
	for n := 2; n < 4; n++ { // the third has no thoughts at all
		said, _, err := listen(t, client, spoken)
		if err != nil || said != line {
			t.Errorf("call %d: said %q, %v", n, said, err)
		}
	}
	deltas := 0
	_, err := client.Stream(soon(t), "i", spoken, func(string) error { deltas++; return nil })
	if code(t, err) != llm.Nonsense {
		t.Errorf("what the third call took back is believed still: %v", err)
	}
}

func TestAzure(t *testing.T) {
	srv := llmtest.Start(t, llmtest.Script{Key: key, Reader: llmtest.Always("はい")})
	client := connect(t, srv, func(c *llm.Config) {
		c.Endpoint = llm.Endpoint{BaseURL: srv.AzureURL() + "/openai/", Key: key, API: llm.Azure, APIVersion: "2024-10-21", Model: "gpt-4.1"}
	})
	if said, _, err := listen(t, client, spoken); err != nil || said != "はい" {
		t.Fatalf("said %q, %v", said, err)
	}
	r := srv.Requests()[0]
	if r.Path != "/openai/deployments/gpt-4.1/chat/completions" || r.Query != "api-version=2024-10-21" || r.Header.Get("Api-Key") != key {
		t.Errorf("%s?%s %v", r.Path, r.Query, r.Header)
	}
}

func TestAModelForEachRole(t *testing.T) {
	srv, other := llmtest.Start(t, llmtest.Script{}), llmtest.Start(t, llmtest.Script{})
	client := connect(t, srv, func(c *llm.Config) {
		c.Organization = "org-1"
		c.Roles = map[prompts.Role]llm.Endpoint{prompts.Judge: {BaseURL: other.URL, Model: "strict"}}
	})
	_, _, _ = listen(t, client, spoken)
	_, _ = client.Complete(soon(t), "i", written)
	a, b := srv.Requests(), other.Requests()
	if len(a) != 1 || a[0].Model != "tiny" || a[0].Key != key || a[0].Header.Get("Openai-Organization") != "org-1" {
		t.Errorf("interviewer: %+v", a)
	}
	if len(b) != 1 || b[0].Model != "strict" || b[0].Key != "" || b[0].Header.Get("Openai-Organization") != "" {
		t.Errorf("judge: %+v", b)
	}
}
