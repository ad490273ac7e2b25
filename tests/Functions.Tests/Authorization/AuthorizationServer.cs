using System.Net.Http.Headers;
using System.Security.Cryptography;
using DtnBox.Contracts.People;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Tests.Identity;
using DtnBox.Functions.Users;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.Functions.Tests.Authorization;

/// <summary>The control plane as it is, with a provider, and one caller of every kind.</summary>
internal sealed class AuthorizationServer : IAsyncDisposable
{
    private const string Me = "/api/v1/me";

    private readonly PeopleApp _app;
    private readonly OpenIdProviderSimulator _foreign;
    private readonly HttpClient _http;
    private readonly Dictionary<CallerKind, string> _ids = [];
    private string _readToken = string.Empty;
    private string _transferToken = string.Empty;
    private AgentId _elsewhere;
    private AgentId _revoked;

    private AuthorizationServer(PeopleApp app, OpenIdProviderSimulator foreign)
    {
        _app = app;
        _foreign = foreign;
        _http = new HttpClient { BaseAddress = app.Address };
    }

    /// <summary>Gets the key of all agents.</summary>
    public ECDsa AgentKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string AgentPublicKey => Convert.ToBase64String(AgentKey.ExportSubjectPublicKeyInfo());

    public string Owner => _ids[CallerKind.Owner];

    public string Administrator => _ids[CallerKind.Administrator];

    public DateTimeOffset Now => _app.Time.GetUtcNow();

    public string Issuer => _app.Provider.Issuer;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<AuthorizationServer> StartAsync()
    {
        // Nobody is to be refused for asking too often here; that has tests of its own.
        string[] limits = ["SignUp", "Invitations", "Tokens", "Agents", "Enrollments", "Probes", "Exports", "KeyLists", "Streams"];
        PeopleApp app = await PeopleApp.StartAsync([.. limits.Select(name => ($"RateLimits:{name}", "1000"))], more: null);
        var server = new AuthorizationServer(app, await OpenIdProviderSimulator.StartAsync());
        await server.InviteAllAsync();
        return server;
    }

    public TService Get<TService>()
        where TService : notnull
        => _app.Get<TService>();

    public string IdOf(CallerKind person) => _ids[person];

    /// <summary>What this kind of caller sends as its token.</summary>
    public async Task<string?> TokenAsync(CallerKind caller, Things things) => caller switch
    {
        CallerKind.Anonymous => null,

        // A new one each time: whoever signs up is not unknown any more.
        CallerKind.Unknown => _app.TokenOf($"unknown-{Guid.NewGuid():N}"),
        CallerKind.ReadToken => _readToken,
        CallerKind.TransferToken => _transferToken,
        CallerKind.Agent => Get<AgentTokens>().Issue(await things.AgentAsync(), AgentPublicKey).AccessToken,
        CallerKind.OtherAgent => Get<AgentTokens>().Issue(_elsewhere, AgentPublicKey).AccessToken,
        CallerKind.RevokedAgent => Get<AgentTokens>().Issue(_revoked, AgentPublicKey).AccessToken,
        CallerKind.ExpiredAgent => new AgentTokens(
            Get<IDataProtectionProvider>(), new FakeTimeProvider(Now.AddMinutes(-16))).Issue(await things.AgentAsync(), AgentPublicKey).AccessToken,
        CallerKind.Expired => Sign(CallerKind.Owner, ("nbf", Now.AddHours(-2).ToUnixTimeSeconds()), ("exp", Now.AddHours(-1).ToUnixTimeSeconds())),
        CallerKind.ForeignAudience => Sign(CallerKind.Owner, ("aud", "another-program")),
        CallerKind.ForeignIssuer => _foreign.Sign(With(_app.Claims(SubjectOf(CallerKind.Owner)), ("iss", _foreign.Issuer))),
        CallerKind.Tampered => Spliced(_app.TokenOf(SubjectOf(CallerKind.Owner)), _app.TokenOf(SubjectOf(CallerKind.Administrator))),
        _ => _app.TokenOf(SubjectOf(caller)),
    };

    /// <param name="row">What is asked for.</param>
    /// <param name="caller">By whom.</param>
    /// <param name="things">With what.</param>
    /// <param name="address">From where, as the Functions host would say.</param>
    public async Task<HttpResponseMessage> SendAsync(Row row, CallerKind caller, Things things, string address)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(row.Method == "*" ? "POST" : row.Method), await row.AddressAsync(things));
        request.Content = await row.Body(things);
        request.Headers.Add("X-Forwarded-For", address);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.Add("X-Lease-Id", Things.Lease);
        request.Headers.Add("X-Chunk-Objects", "1");
        request.Headers.Add("X-Chunk-Bytes", "1");
        if (await TokenAsync(caller, things) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await _http.SendAsync(
            request, row.Streams ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        AgentKey.Dispose();
        await _foreign.DisposeAsync();
        await _app.DisposeAsync();
    }

    private static string SubjectOf(CallerKind person) => person.ToString();

    private static Dictionary<string, object> With(Dictionary<string, object> claims, params (string Name, object Value)[] others)
    {
        foreach ((string name, object value) in others)
        {
            claims[name] = value;
        }

        return claims;
    }

    /// <summary>The one token with what the other one says of its bearer.</summary>
    private static string Spliced(string token, string other)
        => string.Join('.', token.Split('.')[0], other.Split('.')[1], token.Split('.')[2]);

    private string Sign(CallerKind person, params (string Name, object Value)[] others)
        => _app.Provider.Sign(With(_app.Claims(SubjectOf(person)), others));

    private async Task InviteAllAsync()
    {
        // The first one is administrator by being the first.
        (CallerKind Who, Role? Role)[] people =
        [
            (CallerKind.Administrator, null), (CallerKind.Pending, null), (CallerKind.Disabled, Role.Administrator),
            (CallerKind.Member, Role.Member), (CallerKind.Reader, Role.Member), (CallerKind.Writer, Role.Member),
            (CallerKind.Former, Role.Member), (CallerKind.Owner, Role.Operator), (CallerKind.Operator, Role.Operator),
        ];
        foreach ((CallerKind who, Role? role) in people)
        {
            string id = (await _app.AskAsync<UserView>("POST", Me, _app.TokenOf(SubjectOf(who)))).Id;
            _ids[who] = id;
            if (role is { } given)
            {
                await Get<UserStates>().ApproveAsync(id, given, "test", Cancel);
            }
        }

        await Get<UserStates>().DisableAsync(_ids[CallerKind.Disabled], "test", Cancel);
        _readToken = await NewTokenAsync(TokenScope.Read);
        _transferToken = await NewTokenAsync(TokenScope.Transfer);
        _elsewhere = await EnrollAsync("elsewhere");
        _revoked = await EnrollAsync("left");
        await Get<AgentDirectory>().RevokeAsync(_revoked, "test", Cancel);
    }

    private async Task<string> NewTokenAsync(TokenScope scope)
        => (await Get<PersonalTokens>().CreateAsync(new CreateToken("t", [scope]), Owner, Cancel))!.Secret;

    public async Task<AgentId> EnrollAsync(string node)
    {
        AgentId agent = AgentId.New(node);
        await Get<StorageAccount>().Agents.AddEntityAsync(
            new AgentRow { PartitionKey = node, RowKey = AgentRow.Prefix + agent.Name, PublicKey = AgentPublicKey }, Cancel);
        return agent;
    }
}
