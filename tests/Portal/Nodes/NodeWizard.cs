using DtnBox.EndToEnd.Installations;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Nodes;

/// <summary>The pages by which somebody adds a node.</summary>
internal sealed class NodeWizard(Person person)
{
    private IPage Page => person.Page;

    /// <summary>From the list of nodes through the first step.</summary>
    public async Task NameAsync(string name, string id)
    {
        await person.Link("Nodes").ClickAsync();
        await person.Link("Add node").ClickAsync();
        await person.SeesAsync("Add a node");
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await Expect(Page.GetByLabel("Id")).Not.ToHaveValueAsync(string.Empty);
        await Page.GetByLabel("Id").FillAsync(id);
        await person.Button("Next: the store").ClickAsync();
    }

    /// <summary>The second step: the store's address and keys, and a bucket to try it in.</summary>
    public async Task StoreAsync(Site site)
    {
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Address" }).FillAsync(site.Proxy.Address.AbsoluteUri);
        await Page.GetByLabel("Access key").FillAsync(site.User.AccessKey);
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Secret key" }).FillAsync(site.User.SecretKey);
        await Page.GetByLabel("Bucket to try the store in").FillAsync(site.Bucket);
        await person.Button("Add the node").ClickAsync();
    }

    /// <summary>The last step: makes the code that is shown once.</summary>
    public async Task<string> CodeAsync()
    {
        await Page.GetByRole(AriaRole.Tab, new() { Name = "One-time code" }).ClickAsync();
        await person.Button("Make a one-time code").ClickAsync();
        return await Page.GetByRole(AriaRole.Tabpanel, new() { Name = "One-time code" }).Locator("pre").First.InnerTextAsync();
    }

    /// <summary>Starts the site's agent with a code, as the command on the page does, and sees it connect.</summary>
    public async Task JoinAsync(PortalFixture stack, Site site, string code)
    {
        site.Agent = stack.DtnBox.StartAgent(site.Id, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Agent__ControlPlane"] = stack.Portal.AbsoluteUri,
            ["Agent__EnrollmentCode"] = code,
        });
        await Expect(Page.GetByText("Connected", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }
}
