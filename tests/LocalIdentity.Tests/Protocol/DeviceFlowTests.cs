using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Testing;

namespace DtnBox.LocalIdentity.Tests.Protocol;

public sealed class DeviceFlowTests(SharedProvider provider) : IDisposable
{
    private readonly string _name = SharedProvider.NewName();
    private readonly SignInByForm _program = provider.Process.NewPerson();

    [Fact]
    public async Task Device_PersonAllows_ProgramGetsTheirTokens()
    {
        JsonElement device = await BeginAsync();
        Assert.Equal("authorization_pending", await ErrorAsync(device));

        using SignInByForm person = await provider.SignedUpAsync(_name);
        FormPage question = await person.Browser.OpenAsync(new Uri(device.GetProperty("verification_uri_complete").GetString()!));
        Assert.Contains("<strong>DtnBox</strong> wants to act as", question.Html, StringComparison.Ordinal);
        FormPage done = await person.Browser.SubmitAsync(question, new Dictionary<string, string> { ["answer"] = "allow" });
        Assert.Contains("Go back to the program", done.Html, StringComparison.Ordinal);

        SignedInTokens tokens = await SignInByForm.TokensOfAsync(await PollAsync(device));
        Assert.Equal(_name, (await provider.ValidateAsync(tokens.AccessToken, "dtnbox-api")).GetPayloadValue<string>("name"));
        await SignInByForm.TokensOfAsync(await _program.RefreshAsync(tokens.RefreshToken!));
    }

    [Fact]
    public async Task Device_PersonDenies_ProgramIsToldSo()
    {
        JsonElement device = await BeginAsync();
        using SignInByForm person = await provider.SignedUpAsync(_name);
        FormPage question = await person.Browser.OpenAsync(new Uri(device.GetProperty("verification_uri_complete").GetString()!));
        await person.Browser.SubmitAsync(question, new Dictionary<string, string> { ["answer"] = "deny" });
        Assert.Equal("access_denied", await ErrorAsync(device));
    }

    [Fact]
    public async Task Device_NobodySignedIn_ComesToTheQuestionAfterTheForm()
    {
        JsonElement device = await BeginAsync();
        using SignInByForm account = await provider.SignedUpAsync(_name);
        using SignInByForm person = provider.Process.NewPerson();
        FormPage form = await person.Browser.OpenAsync(new Uri(device.GetProperty("verification_uri_complete").GetString()!));
        Assert.Equal("/sign-in", form.Address.AbsolutePath);
        FormPage question = await person.FillSignInAsync(form, _name, SharedProvider.Password);
        Assert.Contains(device.GetProperty("user_code").GetString()!, question.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Device_WrongCode_IsRefusedInWords()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        FormPage page = await person.Browser.OpenAsync(new Uri(provider.Process.Issuer, "/device?user_code=0000-0000-0000"));
        Assert.Contains("The code is wrong, was used, or has expired.", page.Html, StringComparison.Ordinal);
    }

    public void Dispose() => _program.Dispose();

    private async Task<JsonElement> BeginAsync()
    {
        using var http = new HttpClient { BaseAddress = provider.Process.Issuer };
        using HttpResponseMessage answer = await http.PostAsync(
            "connect/device",
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["client_id"] = LocalIdentityProcess.ClientId, ["scope"] = "openid profile email offline_access api",
            }));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> PollAsync(JsonElement device) => _program.RequestTokenAsync(new()
    {
        ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code",
        ["device_code"] = device.GetProperty("device_code").GetString()!,
    });

    private async Task<string?> ErrorAsync(JsonElement device)
    {
        using HttpResponseMessage answer = await PollAsync(device);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString();
    }
}
