using DtnBox.Contracts.People;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using DtnBox.Portal.Tests.Transfers;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.AtTheEnd;

[Collection(nameof(AloneAtTheEnd))]
public sealed class ControlPlaneTests(PortalFixture stack) : PortalTest(stack)
{
    [Fact]
    public async Task ControlPlane_KilledUnderARunningTransfer_IsMissedAndThePageGoesOnWithIt()
    {
        Account vera = await Stack.NewAccountAsync("vera", Role.Member);
        await Stack.GrantAsync(vera, "vera/");
        await Stack.PutAsync("vera/", objects: 160, size: 64 * 1024);
        await Stack.StartTransferAsync(vera, "vera/", "Survives", bytesPerSecond: 1024 * 1024);
        Person person = await OpenBrowserAsync(vera);
        person.Complaints.Expect("status of 50.|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE");
        await person.SignInAsync();
        await person.Link("Survives").ClickAsync();
        ShownCounter copied = await ShownCounter.WatchAsync(person.Page, "Copied");
        await copied.ReachesAsync(2);

        await Stack.DtnBox.Host.DisposeAsync();
        await Expect(person.Page.GetByText("Connecting…")).ToBeVisibleAsync();

        await Stack.DtnBox.StartHostAsync();
        await Expect(person.Page.GetByText("Succeeded", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await copied.AssertOnlyGrewAsync();
    }
}
