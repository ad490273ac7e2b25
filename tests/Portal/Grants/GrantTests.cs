using DtnBox.Contracts.People;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;
using DtnBox.EndToEnd.Installations;
using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Grants;

public sealed class GrantTests(PortalFixture stack) : PortalTest(stack)
{
    [Fact]
    public async Task Grant_FromOnePersonToAnother_ShowsThePlaceUntilItIsRevoked()
    {
        Account gina = await Stack.NewAccountAsync("gina", Role.Operator), hugo = await Stack.NewAccountAsync("hugo", Role.Member);
        using (var api = new Api(Stack.Portal, gina.AccessToken))
        {
            await api.PostAsync<NodeView>("nodes", new RegisterNode(
                "archive", "Archive", new StoreSettings(new Uri("http://127.0.0.1:1"), null, AddressingStyle.Path, "key", "secret")));
        }

        Person giver = await OpenBrowserAsync(gina), taker = await OpenBrowserAsync(hugo);
        await taker.SignInAsync("/nodes/shared");
        await Expect(taker.Heading("Nothing is shared with you")).ToBeVisibleAsync();
        await Pictures.TakeAsync(taker, "shared-nothing");

        await giver.SignInAsync("/nodes/archive/grants");
        await giver.Button("Give a right").ClickAsync();
        ILocator dialog = giver.Dialog("Give a right on Archive");
        await dialog.GetByLabel("E-mail address or user id").FillAsync(hugo.Id);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Bucket" }).Or(dialog.GetByLabel("Bucket")).First.FillAsync("incoming");
        await dialog.GetByLabel("Folder (prefix)").FillAsync("from-hugo/");
        await Pictures.TakeAsync(giver, "grant");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Give the right" }).ClickAsync();
        await Pictures.TakeAsync(giver, "grant-given");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(giver.Row("Hugo")).ToContainTextAsync("from-hugo/");
        await Pictures.TakeAsync(giver, "grants", alsoOnPhone: true);

        await taker.Page.ReloadAsync();
        await Expect(taker.Row("from-hugo/")).ToContainTextAsync("Gina");
        await Pictures.TakeAsync(taker, "shared", alsoOnPhone: true);
        await taker.Link("archive").ClickAsync();
        await taker.SeesAsync("Archive");
        await Expect(taker.Page.GetByRole(AriaRole.Tab, new() { Name = "Your access" })).ToHaveAttributeAsync("aria-selected", "true");

        await giver.Row("Hugo").GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await giver.Dialog("Take 'Read' from Hugo?").GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Expect(giver.Heading("Nobody else may use it")).ToBeVisibleAsync();
        await taker.Page.GotoAsync("/nodes/shared");
        await Expect(taker.Heading("Nothing is shared with you")).ToBeVisibleAsync();
    }
}
