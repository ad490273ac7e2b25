using DtnBox.Contracts.People;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Everybody;

public sealed class KeyboardTests(PortalFixture stack) : PortalTest(stack)
{
    [Fact]
    public async Task Keyboard_FromSignInToTheStopOfATransfer_IsEnough()
    {
        Account kim = await Stack.NewAccountAsync("kim", Role.Member);
        await Stack.GrantAsync(kim, "kim/");
        await Stack.PutAsync("kim/", objects: 4, size: 1024 * 1024);
        await Stack.StartTransferAsync(kim, "kim/", "Slow and long", bytesPerSecond: 1024);
        Person person = await OpenBrowserAsync(kim);
        var keyboard = new Keyboard(person.Page);

        await person.Page.GotoAsync("/");
        await keyboard.PressAsync(person.Button("Sign in"));
        await keyboard.TypeAsync(person.Page.GetByLabel("User name"), kim.Name);
        await keyboard.TypeAsync(person.Page.GetByLabel("Password"), kim.Password);
        await keyboard.PressAsync(person.Button("Sign in"));

        await keyboard.PressAsync(person.Link("Nodes"));
        await person.SeesAsync("Nodes");
        await Expect(person.Heading("Nodes")).ToBeFocusedAsync();
        await keyboard.PressAsync(person.Link("Transfers"));
        await keyboard.PressAsync(person.Link("Slow and long"));
        await Expect(person.Heading("Slow and long")).ToBeFocusedAsync();
        await keyboard.PressAsync(person.Button("Stop"));
        await Expect(person.Button("Restart")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SkipLink_AtTheBeginningOfAScreen_LeadsPastTheNavigation()
    {
        Person ada = await OpenBrowserAsync(Stack.Ada);
        await ada.SignInAsync("/nodes");
        await ada.SeesAsync("Nodes");
        await ada.Page.EvaluateAsync("document.activeElement.blur()");
        await new Keyboard(ada.Page).PressAsync(ada.Link("Skip to the content"));
        await Expect(ada.Heading("Nodes")).ToBeFocusedAsync();
    }
}
