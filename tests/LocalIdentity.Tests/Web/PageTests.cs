using System.Net;
using DtnBox.Testing;

namespace DtnBox.LocalIdentity.Tests.Web;

public sealed class PageTests(SharedProvider provider)
{
    public static TheoryData<string> Pages => new(
        "/", "/sign-in", "/sign-up", "/signed-out", "/change-password", "/reset-password", "/device", "/connect/end-session",
        "/error", "/nowhere", "/connect/authorize");

    public static TheoryData<string> Forms => new(
        "/sign-in", "/sign-up", "/change-password", "/reset-password", "/device", "/connect/end-session");

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Headers_OfEachPage_LetNothingInAndNothingOut(string path)
    {
        using SignInByForm person = await provider.SignedUpAsync(SharedProvider.NewName());
        FormPage page = await person.Browser.OpenAsync(new Uri(provider.Process.Issuer, path));
        string policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(["nosniff"], page.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-referrer"], page.Headers.GetValues("Referrer-Policy"));
        Assert.True(page.Headers.CacheControl!.NoStore);

        Assert.Contains("<html lang=\"en\">", page.Html, StringComparison.Ordinal);
        foreach (string foreign in new[] { "<script", "style=", "onclick", "src=", "href=\"http" })
        {
            Assert.DoesNotContain(foreign, page.Html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Form_WithoutTheTokenOfItsPage_IsRefused(string path)
    {
        using SignInByForm person = await provider.SignedUpAsync(SharedProvider.NewName());
        FormPage page = await person.Browser.PostAsync(
            new Uri(provider.Process.Issuer, path),
            new Dictionary<string, string> { ["UserName"] = "forged", ["Password"] = SharedProvider.Password });
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        FormPage home = await person.Browser.OpenAsync(provider.Process.Issuer);
        Assert.Contains("You are signed in", home.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_OfEachForm_HaveLabels()
    {
        using SignInByForm person = provider.Process.NewPerson();
        foreach (string path in new[] { "/sign-in", "/sign-up", "/reset-password" })
        {
            FormPage page = await person.Browser.OpenAsync(new Uri(provider.Process.Issuer, path));
            Assert.Equal(
                Count(page.Html, "<input") - Count(page.Html, "type=\"hidden\""), Count(page.Html, "<label for="));
        }
    }

    [Fact]
    public async Task Cookies_OfTheSession_AreKeptFromScriptsAndOtherSites()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using SignInByForm person = await provider.SignedUpAsync(SharedProvider.NewName());
        FormPage form = await person.Browser.OpenAsync(new Uri(provider.Process.Issuer, "/sign-in"));
        using HttpResponseMessage answer = await http.GetAsync(form.Address);
        string cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task StyleSheet_ForEveryPage_IsServedByUs()
    {
        using var http = new HttpClient { BaseAddress = provider.Process.Issuer };
        using HttpResponseMessage answer = await http.GetAsync("site.css");
        Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
        string css = await answer.Content.ReadAsStringAsync();
        Assert.Contains("prefers-color-scheme: dark", css, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", css, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", true)]
    [InlineData("https://attacker.example", false)]
    public async Task Cors_OfTheTokenEndpoint_IsForThePortalOnly(string origin, bool allowed)
    {
        using var http = new HttpClient { BaseAddress = provider.Process.Issuer };
        using var request = new HttpRequestMessage(HttpMethod.Options, "connect/token");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using HttpResponseMessage answer = await http.SendAsync(request);
        Assert.Equal(allowed, answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
