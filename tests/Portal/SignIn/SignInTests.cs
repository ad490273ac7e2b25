using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.SignIn;

public sealed class SignInTests(PortalFixture stack) : PortalTest(stack)
{
    [Fact]
    public async Task SignIn_AtADeepLink_ComesBackToIt()
    {
        Person ada = await OpenBrowserAsync(Stack.Ada);
        await ada.SignInAsync("/audit?action=user.");
        await ada.SeesAsync("Audit");
        await Expect(ada.Page).ToHaveURLAsync(new Uri(Stack.Portal, "/audit?action=user.").AbsoluteUri);
        await Expect(ada.Page.GetByLabel("Action begins with")).ToHaveValueAsync("user.");

        // The provider still knows the browser: a page that is loaded anew needs no password.
        await ada.Page.ReloadAsync();
        await ada.SeesAsync("Audit");
        await Expect(ada.Page).ToHaveURLAsync(new Uri(Stack.Portal, "/audit?action=user.").AbsoluteUri);
    }

    [Fact]
    public async Task SignOut_ThenAnAddressOfThePortal_AsksToSignIn()
    {
        Person ada = await OpenBrowserAsync(Stack.Ada);
        await ada.Page.GotoAsync("/");
        await ada.SeesAsync("Sign in to DtnBox");
        await Pictures.TakeAsync(ada, "sign-in", alsoOnPhone: true);
        await ada.SignInAsync("/nodes");
        await ada.SeesAsync("Nodes");

        await ada.Button("Ada").ClickAsync();
        await ada.MenuItem("Sign out").ClickAsync();
        await ada.SeesAsync("Sign in to DtnBox");
        await ada.Page.GotoAsync("/nodes");
        await ada.SeesAsync("Sign in to DtnBox");
        await ada.Button("Sign in").ClickAsync();
        await Expect(ada.Page.GetByLabel("Password")).ToBeVisibleAsync();
    }
}
