using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DtnBox.EndToEnd.Installations;

namespace DtnBox.EndToEnd.Api;

/// <summary>Who gets in where, asked of the running API for every endpoint of its own OpenAPI document.</summary>
public sealed class AccessTests
{
    private static readonly HashSet<string> Open = new(StringComparer.Ordinal)
    {
        "/api/v1/health", "/api/v1/agent/enroll", "/api/v1/agent/token", "/api/v1/sign-in",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryEndpoint_EveryKindOfStranger_IsRefused()
    {
        await using Installation dtnbox = await Installation.StartAsync(sites: false);
        using var http = new HttpClient { BaseAddress = dtnbox.Address };
        using JsonDocument document = JsonDocument.Parse(await http.GetStringAsync("api/v1/openapi.json", Cancel));
        List<string> wrong = [];
        int asked = 0;
        foreach (JsonProperty path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty operation in path.Value.EnumerateObject())
            {
                foreach ((string who, string? token) in Strangers(dtnbox, path.Name))
                {
                    HttpStatusCode status = await AskAsync(http, operation.Name, path.Name, token, BodyType(operation.Value));
                    asked++;
                    if (!Open.Contains(path.Name) && status != HttpStatusCode.Unauthorized)
                    {
                        wrong.Add($"{operation.Name} {path.Name} by {who}: {status}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(asked > 40, $"Only {asked} combinations were asked: is the document complete?");
    }

    [Fact]
    public async Task Nodes_AMember_MayReadButNotRegister()
    {
        await using Installation dtnbox = await Installation.StartAsync(sites: false);
        using var http = new HttpClient { BaseAddress = dtnbox.Address };
        string member = dtnbox.Token + "-member";
        Assert.Equal(HttpStatusCode.OK, await AskAsync(http, "get", "/api/v1/nodes", member));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(http, "post", "/api/v1/nodes", member));
    }

    [Fact]
    public async Task Functions_CalledFromOutside_DoNotExist()
    {
        await using Installation dtnbox = await Installation.StartAsync(sites: false);
        using var http = new HttpClient { BaseAddress = dtnbox.Address };
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(http, "post", "/BeginRun", dtnbox.Token));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(http, "post", "/api/../BeginRun", dtnbox.Token));
    }

    /// <summary>Nobody, somebody with a token that is no token, and people at the agents' doors.</summary>
    private static IEnumerable<(string Who, string? Token)> Strangers(Installation dtnbox, string path)
    {
        yield return ("anonymous", null);
        yield return ("a forged token", "CfDJ8forged");
        if (path.StartsWith("/api/v1/agent/", StringComparison.Ordinal))
        {
            yield return ("an administrator", dtnbox.Token);
        }
    }

    private static string BodyType(JsonElement operation)
        => operation.TryGetProperty("requestBody", out JsonElement body)
            ? body.GetProperty("content").EnumerateObject().First().Name
            : "application/json";

    private static async Task<HttpStatusCode> AskAsync(
        HttpClient http, string method, string path, string? token, string bodyType = "application/json")
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method.ToUpperInvariant()), path.Replace("{chunk}", "1").Replace("{page}", "1").Replace("{", string.Empty).Replace("}", string.Empty));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (method is "post" or "put")
        {
            request.Content = new StringContent("{}", new MediaTypeHeaderValue(bodyType));
        }

        using HttpResponseMessage answer = await http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
