using System.Net;
using System.Net.Http.Headers;
using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Tokens;

public sealed class TokenTests(PortalFixture stack) : PortalTest(stack)
{
    [Fact]
    public async Task Token_MadeAndRevoked_IsShownOnceAndWorksUntilThen()
    {
        Person tove = await OpenBrowserAsync(await Stack.NewAccountAsync("tove", Contracts.People.Role.Member));
        await tove.SignInAsync();
        await tove.Button("Tove").ClickAsync();
        await tove.MenuItem("API tokens").ClickAsync();
        await tove.SeesAsync("API tokens");
        await Pictures.TakeAsync(tove, "tokens-none");

        await tove.Button("Make a token").First.ClickAsync();
        ILocator dialog = tove.Dialog("Make an API token");
        await dialog.GetByLabel("Name").FillAsync("nightly");
        await Pictures.TakeAsync(tove, "token");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        string secret = await dialog.Locator("pre").InnerTextAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Copy the token" }).ClickAsync();
        Assert.Equal(secret, await tove.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(tove.Page.GetByText(secret)).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(secret));

        ILocator row = tove.Row("nightly");
        await Expect(row).ToContainTextAsync("Read");
        await Pictures.TakeAsync(tove, "tokens", alsoOnPhone: true);
        await row.GetByRole(AriaRole.Button, new() { Name = "Revoke the token nightly" }).ClickAsync();
        ILocator question = tove.Dialog("Revoke 'nightly'?");
        await Expect(question.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeFocusedAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Expect(tove.Heading("No API tokens")).ToBeVisibleAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(secret));
    }

    private async Task<HttpStatusCode> AskAsync(string token)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using HttpResponseMessage answer = await http.GetAsync(new Uri(Stack.Portal, "api/v1/transfers"), Cancel);
        return answer.StatusCode;
    }
}
