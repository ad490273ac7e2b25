using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using DtnBox.Contracts;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Grants;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.Functions.Tests.Nodes;

/// <summary>The API for nodes, agents and commands on a port of its own, with tables of its own and a clock that the test moves.</summary>
public sealed class ControlPlaneServer : IAsyncLifetime
{
    private WebApplication? _app;

    /// <summary>Gets the clock. It starts at an odd time so that nothing falls on a round figure by luck.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, 123, TimeSpan.Zero));

    public Uri Address => new(_app!.Urls.Single());

    /// <summary>Gets a client of an operator who owns what the tests register.</summary>
    public HttpClient Ada => As("ada");

    /// <summary>Gets a client of another operator.</summary>
    public HttpClient Bob => As("bob");

    public HttpClient Member => As("eve");

    public HttpClient Administrator => As("root");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public TService Get<TService>()
        where TService : notnull
        => _app!.Services.GetRequiredService<TService>();

    /// <summary>A client that sends this token; none when it is null.</summary>
    public HttpClient With(string? token) => new()
    {
        BaseAddress = new Uri(Address, "api/v1/"),
        DefaultRequestHeaders =
        {
            Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token),
        },
    };

    /// <summary>Gives somebody the right to read at a node of Ada's, for a day.</summary>
    public Task LetReadAsync(string node, string user) => Get<GrantStore>().AddAsync(
        node,
        new CreateGrant(user, Right.Read, "data", Time.GetUtcNow().AddDays(1), string.Empty),
        Guid.NewGuid().ToString(),
        "ada",
        Cancel);

    /// <summary>Registers a node of Ada's with a store that nobody will call, under a name that nobody else has.</summary>
    public async Task<string> AddNodeAsync(Func<StoreSettings, StoreSettings>? store = null)
    {
        string id = $"n{Guid.NewGuid():N}"[..12];
        StoreSettings settings = new(new Uri("http://127.0.0.1:9"), null, null, "AK", $"secret-of-{id}");
        using HttpClient ada = Ada;
        using HttpResponseMessage answer = await ada.PostAsJsonAsync(
            "nodes", new RegisterNode(id, null, store?.Invoke(settings) ?? settings), ContractJson.Options, Cancel);
        answer.EnsureSuccessStatusCode();
        return id;
    }

    /// <summary>Enrols a new agent of a node.</summary>
    internal async Task<EnrolledTestAgent> AddAgentAsync(string nodeId)
    {
        using HttpClient ada = Ada;
        using HttpResponseMessage answer = await ada.PostAsync($"nodes/{nodeId}/enrollments", content: null, Cancel);
        var code = (await answer.Content.ReadFromJsonAsync<EnrollmentCode>(ContractJson.Options, Cancel))!;
        return await EnrolledTestAgent.EnrollAsync(this, code.Code);
    }

    public async Task<NodeView> NodeAsync(string id)
    {
        using HttpClient ada = Ada;
        return (await ada.GetFromJsonAsync<NodeView>($"nodes/{id}", ContractJson.Options, Cancel))!;
    }

    public async ValueTask InitializeAsync()
        => _app = await ControlPlaneHost.StartAsync(Time, new OrchestrationsSimulator(), Settings());

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private static Dictionary<string, string?> Settings()
    {
        Dictionary<string, string?> settings = new(StringComparer.Ordinal);
        foreach ((int i, (string name, string role)) in new[]
            { ("ada", "Operator"), ("bob", "Operator"), ("eve", "Member"), ("root", "Administrator") }.Index())
        {
            settings[$"Identity:ApiTokens:{i}:Name"] = name;
            settings[$"Identity:ApiTokens:{i}:Role"] = role;
            settings[$"Identity:ApiTokens:{i}:Sha256"] =
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TokenOf(name))));
        }

        return settings;
    }

    private HttpClient As(string name) => With(TokenOf(name));

    private static string TokenOf(string name) => $"token-of-{name}";
}
