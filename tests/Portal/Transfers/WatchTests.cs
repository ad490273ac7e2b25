using DtnBox.Contracts.People;
using DtnBox.Contracts.Transfers;
using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Transfers;

public sealed class WatchTests(PortalFixture stack) : PortalTest(stack)
{
    private const int Mebibyte = 1024 * 1024;

    [Fact]
    public async Task Transfer_WatchedStoppedAndRestarted_NeverCountsBackwardsAndSucceeds()
    {
        Account petra = await Stack.NewAccountAsync("petra", Role.Member);
        await Stack.GrantAsync(petra, "petra/");
        await Stack.PutAsync("petra/", objects: 160, size: Mebibyte / 16);
        Person person = await OpenBrowserAsync(petra);
        await person.SignInAsync("/transfers");
        await Expect(person.Heading("Nothing is under way")).ToBeVisibleAsync();

        TransferView transfer = await Stack.StartTransferAsync(petra, "petra/", "Beam time 7", bytesPerSecond: Mebibyte / 4);
        await person.Link("Beam time 7").ClickAsync();
        await person.SeesAsync("Beam time 7");
        await Expect(person.Page.GetByText("Live")).ToBeVisibleAsync();
        ShownCounter copied = await ShownCounter.WatchAsync(person.Page, "Copied");
        await Expect(person.Phase("Check keys")).ToContainTextAsync("done");
        await Expect(person.Phase("Copy")).ToContainTextAsync("under way");
        await copied.ReachesAsync(3);
        await Pictures.TakeAsync(person, "transfer-copying", alsoOnPhone: true);

        await person.Button("Stop").ClickAsync();
        await Expect(person.Button("Restart")).ToBeVisibleAsync();
        await Expect(person.Phase("Copy")).ToContainTextAsync("not finished");
        await Pictures.TakeAsync(person, "transfer-stopped");
        Assert.InRange(await copied.AssertOnlyGrewAsync(), 3, 159);

        await Stack.LiftBandwidthAsync(transfer.Id);
        await person.Button("Restart").ClickAsync();
        await Expect(person.Fact("Attempt")).ToHaveTextAsync("2");
        copied = await ShownCounter.WatchAsync(person.Page, "Copied");
        await Expect(person.Button("Run again")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(person.Phase("Verify")).ToContainTextAsync("done");
        Assert.Equal(160, await copied.AssertOnlyGrewAsync());
        await Pictures.TakeAsync(person, "transfer-succeeded", alsoOnPhone: true);

        await person.Page.GetByRole(AriaRole.Tab, new() { Name = "Objects" }).ClickAsync();
        await Expect(person.Row("petra/frame-007.dat")).ToContainTextAsync("Verified");
        await Pictures.TakeAsync(person, "transfer-objects");
        foreach (string tab in (string[])["Events", "Measurements", "Settings", "Receipt"])
        {
            await person.Page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await Expect(person.Page.GetByRole(AriaRole.Tab, new() { Name = tab })).ToHaveAttributeAsync("aria-selected", "true");
            await Pictures.TakeAsync(person, $"transfer-{tab.ToLowerInvariant()}");
        }

        await person.Link("Transfers").ClickAsync();
        await person.Link("Recent").ClickAsync();
        await Expect(person.Row("Beam time 7")).ToContainTextAsync("Succeeded");
        await Pictures.TakeAsync(person, "transfers", alsoOnPhone: true);
    }
}
