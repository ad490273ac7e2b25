using DtnBox.Contracts.People;
using DtnBox.Contracts.Transfers;
using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using DtnBox.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Transfers;

public sealed class RetryTests(PortalFixture stack) : PortalTest(stack)
{
    [Fact]
    public async Task Transfer_WithAnObjectTheStoreRefuses_NamesCauseAndSucceedsByRetry()
    {
        Account rosa = await Stack.NewAccountAsync("rosa", Role.Member);
        await Stack.GrantAsync(rosa, "rosa/");
        await Stack.PutAsync("rosa/", objects: 6, size: 1000);
        using FaultRule denied = Stack.DtnBox.A.Proxy.Inject(
            request => request.Method == "GET" && request.RawPath.EndsWith("/rosa/frame-002.dat", StringComparison.Ordinal),
            DtnBox.Testing.Fault.Answer.S3Error(403, "AccessDenied"));
        TransferView transfer = await Stack.StartTransferAsync(rosa, "rosa/", "With a locked file");
        Person person = await OpenBrowserAsync(rosa);
        await person.SignInAsync($"/transfers/{transfer.Id}");

        ILocator cause = person.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "1 object:" });
        await Expect(cause).ToContainTextAsync("rosa/frame-002.dat", new() { Timeout = 60_000 });
        await Pictures.TakeAsync(person, "transfer-with-errors", alsoOnPhone: true);
        await person.Page.GetByRole(AriaRole.Tab, new() { Name = "Objects" }).ClickAsync();
        await person.ChooseAsync("Which objects", "Failed (1)");
        await Expect(person.Row("rosa/frame-002.dat")).ToContainTextAsync("Failed");
        await Expect(person.Row("rosa/frame-001.dat")).ToHaveCountAsync(0);
        await Pictures.TakeAsync(person, "transfer-objects-failed");

        denied.Dispose();
        await person.Button("Retry failed (1)").ClickAsync();
        await person.Page.GetByRole(AriaRole.Tab, new() { Name = "Overview" }).ClickAsync();
        await Expect(person.Page.GetByText("Succeeded", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(cause).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Transfer_OfAFolderWithNothingInIt_SaysSoAndWhatToDo()
    {
        Account remo = await Stack.NewAccountAsync("remo", Role.Member);
        await Stack.GrantAsync(remo, "remo/");
        TransferView transfer = await Stack.StartTransferAsync(remo, "remo/", "Of nothing");
        Person person = await OpenBrowserAsync(remo);
        await person.SignInAsync($"/transfers/{transfer.Id}");
        ILocator cause = person.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Nothing is there to copy" });
        await Expect(cause).ToContainTextAsync("remo/", new() { Timeout = 60_000 });
        await Pictures.TakeAsync(person, "transfer-failed");
    }
}
