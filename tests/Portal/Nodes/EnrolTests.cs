using DtnBox.Contracts.People;
using DtnBox.EndToEnd.Installations;
using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Nodes;

public sealed class EnrolTests(PortalFixture stack) : PortalTest(stack)
{
    [Fact]
    public async Task Node_AddedByTheWizard_ConnectsByTheCodeOnThePageAndTriesItsStore()
    {
        await using Site site = await Stack.NewSiteAsync("microscope");
        Person otto = await OpenBrowserAsync(await Stack.NewAccountAsync("otto", Role.Operator));
        await otto.SignInAsync();
        var wizard = new NodeWizard(otto);

        await wizard.NameAsync("Microscope", site.Id);
        await Pictures.TakeAsync(otto, "node-new-store");
        await otto.Button("Add the node").ClickAsync();
        await Expect(otto.Page.GetByRole(AriaRole.Textbox, new() { Name = "Address" })).ToHaveAttributeAsync("aria-invalid", "true");
        await wizard.StoreAsync(site);

        await otto.SeesAsync("Join Microscope");
        await Expect(otto.Page.GetByText("Waiting for the agent …")).ToBeVisibleAsync();
        string code = await wizard.CodeAsync();
        await Pictures.TakeAsync(otto, "node-join", alsoOnPhone: true);
        await wizard.JoinAsync(Stack, site, code);
        await Expect(otto.Page.GetByRole(AriaRole.List, new() { Name = "What the store can do" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Pictures.TakeAsync(otto, "node-joined");

        await otto.Link("Go to the node").ClickAsync();
        await otto.SeesAsync("Microscope");
        await Pictures.TakeAsync(otto, "node", alsoOnPhone: true);
        foreach (string tab in (string[])["Store & keys", "Grants", "Health"])
        {
            await otto.Page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await Expect(otto.Page.GetByRole(AriaRole.Tab, new() { Name = tab })).ToHaveAttributeAsync("aria-selected", "true");
            await Expect(otto.Page.GetByText(site.User.SecretKey)).ToHaveCountAsync(0);
            await Pictures.TakeAsync(otto, $"node-{tab.Split(' ')[0].ToLowerInvariant()}");
        }
    }

    [Fact]
    public async Task Node_AskedForByAMember_IsRefusedWithWhomToAsk()
    {
        Person mona = await OpenBrowserAsync(await Stack.NewAccountAsync("mona", Role.Member));
        await mona.SignInAsync("/nodes/new");
        await Expect(mona.Page.GetByText("Only operators add nodes")).ToBeVisibleAsync();
        await mona.Link("Nodes").ClickAsync();
        await Expect(mona.Heading("No nodes yet")).ToBeVisibleAsync();
        await Expect(mona.Link("Add node")).ToHaveCountAsync(0);
    }
}
