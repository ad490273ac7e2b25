using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.People;

/// <summary>Somebody in front of a browser of their own: cookies, storage and all are nobody else's.</summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private Person(Account account, IBrowserContext context, IPage page)
    {
        (Account, _context, Page) = (account, context, page);
        Complaints = Complaints.Of(page);
    }

    public Account Account { get; }

    public IPage Page { get; }

    /// <summary>Gets what the browser complained about: errors in the console, refusals by the content security policy among them.</summary>
    public Complaints Complaints { get; }

    public static async Task<Person> OpenAsync(PortalFixture stack, Account account, ViewportSize? size = null)
    {
        IBrowserContext context = await stack.Browser.NewContextAsync(new()
        {
            BaseURL = stack.Portal.AbsoluteUri,
            ViewportSize = size ?? Sizes.Desk,
            ColorScheme = ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(20_000);
        await context.Tracing.StartAsync(new() { Snapshots = true });
        return new Person(account, context, await context.NewPageAsync());
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    public ILocator Dialog(string name) => Page.GetByRole(AriaRole.Dialog, new() { Name = name, Exact = true });

    public ILocator MenuItem(string name) => Page.GetByRole(AriaRole.Menuitem, new() { Name = name, Exact = true });

    public ILocator Row(string words) => Page.GetByRole(AriaRole.Row).Filter(new() { HasText = words });

    /// <summary>Chooses one of the buttons of which always one is chosen.</summary>
    public Task ChooseAsync(string which, string option)
        => Page.GetByRole(AriaRole.Radiogroup, new() { Name = which }).GetByText(option, new() { Exact = true }).ClickAsync();

    /// <summary>A step of the transfer that is shown.</summary>
    public ILocator Phase(string name)
        => Page.GetByRole(AriaRole.List, new() { Name = "Phases" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = name });

    /// <summary>The value of a fact of the transfer that is shown.</summary>
    public ILocator Fact(string name) => Page.GetByRole(AriaRole.Table, new() { Name = "Facts" })
        .GetByRole(AriaRole.Row).Filter(new() { HasText = name }).GetByRole(AriaRole.Cell);

    /// <summary>Goes to an address as an unknown visitor and signs in at the provider with the account there is.</summary>
    public async Task SignInAsync(string path = "/")
    {
        await Page.GotoAsync(path);
        await Button("Sign in").ClickAsync();
        await Page.GetByLabel("User name").FillAsync(Account.Name);
        await Page.GetByLabel("Password").FillAsync(Account.Password);
        await Button("Sign in").ClickAsync();
    }

    /// <summary>Goes to an address as an unknown visitor and makes the account at the provider.</summary>
    public async Task SignUpAsync(string path = "/")
    {
        await Page.GotoAsync(path);
        await Button("Sign in").ClickAsync();
        await Link("Sign up").ClickAsync();
        await Page.GetByLabel("User name").FillAsync(Account.Name);
        await Page.GetByLabel("Name that others see (optional)").FillAsync(Account.DisplayName);
        await Page.GetByLabel("E-mail address (optional)").FillAsync(Account.Email);
        await Page.GetByLabel("Password").FillAsync(Account.Password);
        await Button("Sign up").ClickAsync();
    }

    /// <summary>Waits until a screen of the portal stands under this heading.</summary>
    public async Task SeesAsync(string heading)
        => await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1, Exact = true })).ToBeVisibleAsync();

    /// <summary>Cuts the browser off the network, or connects it again.</summary>
    public Task SetOfflineAsync(bool offline) => _context.SetOfflineAsync(offline);

    /// <summary>Keeps what helps to understand a failure, in files whose names begin so.</summary>
    public async Task KeepEvidenceAsync(string files)
    {
        await Page.ScreenshotAsync(new() { Path = $"{files}.png", FullPage = true });
        await _context.Tracing.StopAsync(new() { Path = $"{files}.trace.zip" });
        await File.WriteAllLinesAsync($"{files}.console.txt", Complaints.Everything);
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
