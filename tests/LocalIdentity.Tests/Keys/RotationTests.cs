using System.Text.Json;
using DtnBox.LocalIdentity.Keys;
using DtnBox.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace DtnBox.LocalIdentity.Tests.Keys;

/// <summary>The real server inside the test, with a clock that can be put forward.</summary>
public sealed class RotationTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly Uri _issuer = new($"http://127.0.0.1:{FreePort.Next()}/");
    private readonly string _state = Path.Combine(Path.GetTempPath(), $"dtnbox-identity-{Guid.NewGuid():N}");
    private WebApplication _app = null!;
    private IDisposable _lock = null!;

    [Fact]
    public async Task Rotate_KeyIsDue_NextOneIsAnnouncedThenSignsAndOldTokensStayValid()
    {
        string[] first = await PublishedAsync();
        Assert.Single(first);

        Forward(TimeSpan.FromDays(89));
        string[] announced = await PublishedAsync();
        Assert.Equal(2, announced.Length);
        using SignInByForm person = new(_issuer, LocalIdentityProcess.ClientId, LocalIdentityProcess.RedirectUri);
        await person.SignUpAsync("alice", SharedProvider.Password);
        SignedInTokens before = await person.TokensAsync();
        Assert.Equal(first[0], new JsonWebToken(before.AccessToken).Kid);

        Forward(TimeSpan.FromDays(1));
        SignedInTokens after = await SignInByForm.TokensOfAsync(await person.RefreshAsync(before.RefreshToken!));
        Assert.Equal(announced.Except(first), [new JsonWebToken(after.AccessToken).Kid]);
        Assert.Contains(first[0], await PublishedAsync());

        Forward(TimeSpan.FromDays(14));
        Assert.Equal(announced.Except(first), await PublishedAsync());
    }

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = ProviderServer.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["LocalIdentity:Issuer"] = _issuer.AbsoluteUri,
            ["LocalIdentity:StateDirectory"] = _state,
            ["LocalIdentity:Client:RedirectUris:0"] = LocalIdentityProcess.RedirectUri.AbsoluteUri,
        });
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.WebHost.UseUrls(_issuer.GetLeftPart(UriPartial.Authority));
        _app = builder.Build();
        _lock = await ProviderServer.PrepareAsync(_app, TestContext.Current.CancellationToken);
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _lock.Dispose();
        Directory.Delete(_state, recursive: true);
    }

    private void Forward(TimeSpan time)
    {
        _time.Advance(time);
        _app.Services.GetRequiredService<KeyRing>().Rotate();
    }

    private async Task<string[]> PublishedAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _issuer };
        JsonElement keys = JsonElement.Parse(await http.GetStringAsync(".well-known/jwks"));
        return [.. keys.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];
    }
}
