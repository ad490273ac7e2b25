using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;

namespace DtnBox.Portal.Tests.Everybody;

public sealed class NotFoundTests(PortalFixture stack) : PortalTest(stack)
{
    [Fact]
    public async Task Address_ThatNothingLiesAt_SaysSoAndLeadsToTheStart()
    {
        Person ada = await OpenBrowserAsync(Stack.Ada);
        await ada.SignInAsync("/no/such/page");
        await ada.SeesAsync("No such page");
        await Pictures.TakeAsync(ada, "not-found");
        await ada.Link("Go to the start").ClickAsync();
        await ada.SeesAsync("Transfers");
    }
}
