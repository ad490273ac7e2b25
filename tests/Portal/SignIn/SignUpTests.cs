using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.SignIn;

public sealed class SignUpTests(PortalFixture stack) : PortalTest(stack)
{
    private const string Refused = "status of 403";

    [Fact]
    public async Task SignUp_LetInByAnAdministrator_GoesOnByItselfUntilDisabled()
    {
        Person ada = await OpenBrowserAsync(Stack.Ada);
        Person bob = await OpenBrowserAsync(Account.New("bob"));
        await bob.SignUpAsync();
        await bob.SeesAsync("Almost there");
        await Expect(bob.Page.GetByText("You have signed up as Bob")).ToBeVisibleAsync();
        await Pictures.TakeAsync(bob, "pending", alsoOnPhone: true);

        await ada.SignInAsync("/people?state=Pending");
        ILocator row = ada.Row(bob.Account.Email);
        await Pictures.TakeAsync(ada, "people-pending");
        await row.GetByRole(AriaRole.Button, new() { Name = "Let in" }).ClickAsync();
        ILocator question = ada.Dialog("Let Bob in");
        await question.GetByRole(AriaRole.Radio, new() { Name = "Operator" }).CheckAsync();
        await Pictures.TakeAsync(ada, "people-let-in");
        await question.GetByRole(AriaRole.Button, new() { Name = "Let in" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);

        await bob.SeesAsync("Transfers");
        await Expect(bob.Link("People")).ToHaveCountAsync(0);

        await ada.ChooseAsync("Which people", "All");
        await Expect(row).ToContainTextAsync("Operator");
        await Pictures.TakeAsync(ada, "people", alsoOnPhone: true);
        await row.GetByRole(AriaRole.Button, new() { Name = "More about Bob" }).ClickAsync();
        await ada.MenuItem("Disable").ClickAsync();
        await ada.Dialog("Disable Bob?").GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Disabled");

        bob.Complaints.Expect(Refused);
        await bob.Page.ReloadAsync();
        await bob.SeesAsync("You are not let in");
        await Expect(bob.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("disabled by an administrator");
        await Pictures.TakeAsync(bob, "refused");
    }

    [Fact]
    public async Task Invitation_OpenedTwice_LetsTheFirstInAndRefusesTheOther()
    {
        Person ada = await OpenBrowserAsync(Stack.Ada);
        Person eve = await OpenBrowserAsync(Account.New("eve"));
        Person mallory = await OpenBrowserAsync(Account.New("mallory"));
        await ada.SignInAsync("/people");
        await ada.Link("Invitations").ClickAsync();
        await ada.SeesAsync("Invitations");
        await ada.Button("Invite somebody").First.ClickAsync();
        ILocator dialog = ada.Dialog("Invite somebody");
        await Pictures.TakeAsync(ada, "invitation");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make the invitation" }).ClickAsync();
        string link = await dialog.Locator("pre").InnerTextAsync();
        Assert.StartsWith($"{Stack.Portal}join#", link, StringComparison.Ordinal);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Pictures.TakeAsync(ada, "invitations");

        await eve.SignUpAsync(link);
        await eve.SeesAsync("Transfers");
        Assert.DoesNotContain("#", eve.Page.Url, StringComparison.Ordinal);

        mallory.Complaints.Expect("status of 4..");
        await mallory.Page.GotoAsync(link);
        await Expect(mallory.Page.GetByText("You were invited")).ToBeVisibleAsync();
        await Pictures.TakeAsync(mallory, "sign-in-invited");
        await mallory.SignUpAsync(link);
        await mallory.SeesAsync("You are not let in");
        await Pictures.TakeAsync(mallory, "refused-invitation");
        await mallory.Button("Go on without the invitation").ClickAsync();
        await mallory.SeesAsync("Almost there");

        await ada.Page.ReloadAsync();
        await Expect(ada.Row("Used")).ToBeVisibleAsync();
    }
}
