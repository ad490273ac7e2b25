using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Testing;

namespace DtnBox.LocalIdentity.Tests.Protocol;

/// <summary>What somebody else must not reach by a device's code.</summary>
public sealed class DeviceAbuseTests(SharedProvider provider)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Device_AllowedByAFormFromElsewhere_IsRefusedAndGivesNoTokens()
    {
        JsonElement device = await BeginAsync(provider.Process);
        using SignInByForm person = await provider.SignedUpAsync(SharedProvider.NewName());
        FormPage answer = await person.Browser.PostAsync(
            new Uri(provider.Process.Issuer, "/device"),
            new Dictionary<string, string> { ["user_code"] = device.GetProperty("user_code").GetString()!, ["answer"] = "allow" },
            Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);

        using HttpResponseMessage poll = await person.RequestTokenAsync(
            new()
            {
                ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code",
                ["device_code"] = device.GetProperty("device_code").GetString()!,
            },
            Cancel);
        JsonElement refusal = await poll.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("authorization_pending", refusal.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Device_ManyCodesTried_Answers429()
    {
        await using LocalIdentityProcess server = await LocalIdentityProcess.StartAsync(
            new Dictionary<string, string> { ["SignInsPerMinute"] = "3" });
        using SignInByForm person = server.NewPerson();
        await person.SignUpAsync("alice", SharedProvider.Password, cancellationToken: Cancel);
        var guess = new Uri(server.Issuer, "/device?user_code=0000-0000-0000");
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await person.Browser.OpenAsync(guess, Cancel)).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await person.Browser.OpenAsync(guess, Cancel)).Status);
    }

    private static async Task<JsonElement> BeginAsync(LocalIdentityProcess server)
    {
        using var http = new HttpClient { BaseAddress = server.Issuer };
        using HttpResponseMessage answer = await http.PostAsync(
            "connect/device",
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["client_id"] = LocalIdentityProcess.ClientId, ["scope"] = "openid offline_access",
            }),
            Cancel);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
