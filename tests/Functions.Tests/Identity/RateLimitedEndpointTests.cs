using System.Net;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.People;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;

namespace DtnBox.Functions.Tests.Identity;

/// <summary>Doors, and what costs much: each has a limit, and tells how long to wait.</summary>
public sealed class RateLimitedEndpointTests
{
    private static readonly string[] Limited =
    [
        "GET /api/v1/audit/export",
        "GET /api/v1/nodes/{id}/buckets",
        "GET /api/v1/nodes/{id}/bundle",
        "GET /api/v1/nodes/{id}/objects",
        "GET /api/v1/transfers/events",
        "GET /api/v1/transfers/{id}/events",
        "GET /api/v1/transfers/{id}/receipt/",
        "GET /api/v1/transfers/{id}/results",
        "POST /api/v1/agent/enroll",
        "POST /api/v1/agent/key",
        "POST /api/v1/agent/token",
        "POST /api/v1/invitations/",
        "POST /api/v1/key-lists",
        "POST /api/v1/me/",
        "POST /api/v1/me/tokens/",
        "POST /api/v1/nodes/{id}/enrollments",
        "POST /api/v1/nodes/{id}/folders",
        "POST /api/v1/nodes/{id}/objects/delete",
        "POST /api/v1/nodes/{id}/objects/links",
        "POST /api/v1/nodes/{id}/store/probe",
    ];

    [Fact]
    public async Task Endpoints_ThatAreDoorsOrCostMuch_HaveALimit()
    {
        await using PeopleApp app = await PeopleApp.StartAsync();
        Assert.Equal(Limited, app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null)
            .Select(endpoint => $"{endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText}")
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ask_OnceMoreThanTheLimit_IsRefusedWithATimeToWaitAndOthersAreNot()
    {
        string[] names = ["Invitations", "Tokens", "Agents", "Enrollments", "Probes", "Exports"];
        await using PeopleApp app = await PeopleApp.StartAsync([.. names.Select(name => ($"RateLimits:{name}", "1"))]);
        string ada = app.TokenOf("ada");
        await app.AskAsync<UserView>("POST", "/api/v1/me", ada);
        (string Method, string Path, object? Body)[] requests =
        [
            ("POST", "/api/v1/invitations", new CreateInvitation()),
            ("POST", "/api/v1/me/tokens", new CreateToken("t", [TokenScope.Read])),
            ("POST", "/api/v1/agent/token", new RequestAgentToken("site-a.a", "nothing")),
            ("POST", "/api/v1/nodes/none/enrollments", null),
            ("POST", "/api/v1/nodes/none/store/probe", new ProbeStoreRequest("data")),
            ("GET", "/api/v1/transfers/none/results", null),
        ];
        foreach ((string method, string path, object? body) in requests)
        {
            using HttpResponseMessage first = await app.SendAsync(method, path, ada, body);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, first.StatusCode);
            using HttpResponseMessage second = await app.SendAsync(method, path, ada, body);
            Assert.Equal((path, HttpStatusCode.TooManyRequests), (path, second.StatusCode));
            Assert.InRange(second.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        }

        // One limit for all that makes codes, and for all exports; and one for each person.
        Assert.Equal(429, (await app.TryAsync("GET", "/api/v1/nodes/none/bundle", ada)).Status);
        Assert.Equal(429, (await app.TryAsync("GET", "/api/v1/audit/export", ada)).Status);
        Assert.Equal(403, (await app.TryAsync("GET", "/api/v1/nodes/none/bundle", app.TokenOf("bob"))).Status);
    }
}
