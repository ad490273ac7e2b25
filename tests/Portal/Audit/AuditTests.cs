using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Audit;

public sealed class AuditTests(PortalFixture stack) : PortalTest(stack)
{
    [Fact]
    public async Task Audit_OfAPerson_ShowsWhoDidWhatAndNarrowsDownByLinks()
    {
        Account olga = await Stack.NewAccountAsync("olga", Contracts.People.Role.Member);
        Person ada = await OpenBrowserAsync(Stack.Ada);
        await ada.SignInAsync("/audit");
        await Pictures.TakeAsync(ada, "audit", alsoOnPhone: true);

        await ada.Page.GetByLabel("Action begins with").FillAsync("user.approve");
        await ada.Page.Keyboard.PressAsync("Enter");
        ILocator row = ada.Row(olga.Id);
        await Expect(row).ToContainTextAsync("Succeeded");
        await row.GetByRole(AriaRole.Link, new() { Name = $"user:{olga.Id}" }).ClickAsync();
        await Expect(ada.Page.GetByLabel("To what")).ToHaveValueAsync($"user:{olga.Id}");
        await Expect(ada.Row(olga.Id).Filter(new() { HasText = "user.approve" })).ToBeVisibleAsync();

        await ada.Button("Clear").ClickAsync();
        await Expect(ada.Page).ToHaveURLAsync(new Uri(Stack.Portal, "/audit").AbsoluteUri);
    }
}
