using DtnBox.Contracts.People;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Transfers;

public sealed class ConnectionTests(PortalFixture stack) : PortalTest(stack)
{
    private const string NoConnection = "No connection to the control plane";

    [Fact]
    public async Task Network_LostAndFoundAgain_IsSaidAndThePageGoesOn()
    {
        Account nora = await Stack.NewAccountAsync("nora", Role.Member);
        await Stack.GrantAsync(nora, "nora/");
        await Stack.PutAsync("nora/", objects: 1, size: 1_000_000);
        Person person = await OpenBrowserAsync(nora);
        await person.SignInAsync();
        await Expect(person.Heading("Nothing is under way")).ToBeVisibleAsync();

        person.Complaints.Expect("ERR_INTERNET_DISCONNECTED");
        await person.SetOfflineAsync(true);
        await Expect(person.Page.GetByText(NoConnection)).ToBeVisibleAsync();
        await Stack.StartTransferAsync(nora, "nora/", "Started elsewhere", bytesPerSecond: 1024);

        await person.SetOfflineAsync(false);
        await Expect(person.Page.GetByText(NoConnection)).ToHaveCountAsync(0);
        await Expect(person.Link("Started elsewhere")).ToBeVisibleAsync();
    }
}
