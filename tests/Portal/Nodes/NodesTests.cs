using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Nodes;

public sealed class NodesTests(PortalFixture stack) : PortalTest(stack)
{
    [Fact]
    public async Task Nodes_OfBothSites_AreShownConnected()
    {
        Person ada = await OpenBrowserAsync(Stack.Ada);
        await ada.SignInAsync("/nodes");
        await Expect(ada.Row("site-a")).ToContainTextAsync("Connected");
        await Expect(ada.Row("site-b")).ToContainTextAsync("Connected");
        await Pictures.TakeAsync(ada, "nodes", alsoOnPhone: true);
    }

    [Fact]
    public async Task Activity_OfANode_ShowsWhatWasDoneWithItToAdministrators()
    {
        Person ada = await OpenBrowserAsync(Stack.Ada);
        await ada.SignInAsync("/nodes/site-a/activity");
        await Expect(ada.Row("Succeeded").First).ToBeVisibleAsync();
        await Pictures.TakeAsync(ada, "node-activity");
    }
}
