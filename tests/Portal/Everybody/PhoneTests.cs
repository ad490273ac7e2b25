using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;

namespace DtnBox.Portal.Tests.Everybody;

public sealed class PhoneTests(PortalFixture stack) : PortalTest(stack)
{
    [Fact]
    public async Task Phone_FromSignInThroughTheNavigation_ShowsEveryScreenWithoutScrollingSideways()
    {
        Person ada = await OpenBrowserAsync(Stack.Ada, Sizes.Phone);
        await ada.SignInAsync();
        await ada.SeesAsync("Transfers");
        foreach (string screen in (string[])["Nodes", "People", "Audit", "Transfers"])
        {
            await ada.Button("Open the navigation").ClickAsync();
            await ada.Link(screen).ClickAsync();
            await ada.SeesAsync(screen);
            await Pictures.AssertFitsAsync(ada.Page, screen);
        }
    }
}
