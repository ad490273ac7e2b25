using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace DtnBox.EndToEnd.Secrets;

/// <summary>Mistakes that people make with secrets: in the wrong field, in an address, in half a body.</summary>
internal static class BadRequests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Sends each mistake with each secret; what was answered, none of it a success.</summary>
    /// <param name="controlPlane">The control plane itself: the addresses hold what these tests put there.</param>
    /// <param name="bearer">Whose requests they are.</param>
    /// <param name="secrets">What is put into wrong places.</param>
    public static async Task<IReadOnlyList<string>> SendAsync(Uri controlPlane, string bearer, params string[] secrets)
    {
        using var http = new HttpClient { BaseAddress = new Uri(controlPlane, "api/v1/") };
        List<string> answers = [];
        foreach (string secret in secrets)
        {
            string text = JsonSerializer.Serialize(secret);
            string path = Uri.EscapeDataString(secret);
            HttpRequestMessage[] requests =
            [
                Post("nodes", $$"""{"id":{{text}},"store":{"endpoint":"https://s3.example","accessKey":"a","secretKey":"s"} }"""),
                Post("nodes", $$"""{"id":"x","store":{"endpoint":{{text}},"accessKey":"a","secretKey":"s"} }"""),
                Post("nodes", $$"""{"id":"x","store":{"endpoint":"https://me:{{path}}@s3.example","accessKey":"a","secretKey":"s"} }"""),
                Post("nodes", $$"""{"id":"x","store":{"endpoint":"https://s3.example/?key={{path}}","accessKey":"a","secretKey":"s"} }"""),
                Post("nodes", $$"""{"id":"x","store":{"endpoint":"https://s3.example","region":{{text}},"accessKey":"a","secretKey":"s"} }"""),
                Post("nodes", $$"""{"id":"x","store":{"endpoint":"https://s3.example","addressing":{{text}},"accessKey":"a","secretKey":"s"} }"""),
                Post("nodes", $$"""{"id":"x","store":{"endpoint":"https://s3.example","accessKey":"a","secretKey":[{{text}}]} }"""),
                Post("nodes", $$"""{"id":"x","store":{"secretKey":{{text}} """),
                Post("transfers", $$"""{"source":{{text}} }"""),
                Post("me/tokens", $$"""{"name":"x","scopes":[{{text}}]}"""),
                Post("invitations", $$"""{"role":{{text}} }"""),
                Post("invitations", $$"""{"email":{{text}},"expiresAt":"2001-01-01T00:00:00Z"}"""),
                Post("agent/enroll", $$"""{"code":{{text}},"publicKey":{{text}},"hostName":"h","version":"1"}"""),
                Post("agent/token", $$"""{"agentId":"x.y","assertion":{{text}} }"""),
                Post($"users/{path}/approve", "{}"),
                new(HttpMethod.Delete, $"me/tokens/{path}"),
                new(HttpMethod.Delete, $"invitations/{path}"),
                new(HttpMethod.Get, $"nodes?limit={path}"),
                new(HttpMethod.Get, $"audit?from={path}"),
                new(HttpMethod.Get, $"no-such-route?access_token={path}"),
                new(HttpMethod.Get, "nodes") { Headers = { Authorization = new AuthenticationHeaderValue("Basic", Basic(secret)) } },
                new(HttpMethod.Get, "nodes") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", $"{Basic(secret)}x") } },
            ];
            foreach (HttpRequestMessage request in requests)
            {
                answers.Add(await SendAsync(http, request, bearer));
            }
        }

        return answers;
    }

    private static HttpRequestMessage Post(string path, string body) => new(HttpMethod.Post, path)
    {
        Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
        Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
    };

    private static string Basic(string secret) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{secret}"));

    private static async Task<string> SendAsync(HttpClient http, HttpRequestMessage request, string bearer)
    {
        using (request)
        {
            request.Headers.Authorization ??= new AuthenticationHeaderValue("Bearer", bearer);
            using HttpResponseMessage answer = await http.SendAsync(request, Cancel);
            Assert.False(answer.IsSuccessStatusCode, $"{request.Method} {request.RequestUri} was taken.");
            return $"{(int)answer.StatusCode} {answer.Headers}{await answer.Content.ReadAsStringAsync(Cancel)}";
        }
    }
}
