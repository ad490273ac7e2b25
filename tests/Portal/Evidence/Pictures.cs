using DtnBox.Portal.Tests.People;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Evidence;

/// <summary>Pictures of a screen as it stands, in light and dark; each is looked at by axe before it is taken.</summary>
internal static class Pictures
{
    /// <summary>Ends when colours have stopped changing: even without motion, each takes its new value a frame later.</summary>
    private const string Settle =
        """
        async () => {
            for (let calm = 0; calm < 3;) {
                await new Promise(requestAnimationFrame);
                calm = document.getAnimations().some(animation => animation instanceof CSSTransition) ? 0 : calm + 1;
            }
        }
        """;

    /// <summary>Takes NAME-light.png and NAME-dark.png, and of a main screen also NAME-phone-….png.</summary>
    public static async Task TakeAsync(Person person, string name, bool alsoOnPhone = false)
    {
        // What explains a button while one points at it is not the screen.
        await person.Page.Mouse.MoveAsync(0, 0);
        await Expect(person.Page.GetByRole(AriaRole.Tooltip)).ToHaveCountAsync(0);
        await Expect(person.Page.Locator("h1")).ToBeVisibleAsync();
        await Expect(person.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await TakeBothAsync(person.Page, name);
        if (!alsoOnPhone)
        {
            return;
        }

        await person.Page.SetViewportSizeAsync(Sizes.Phone.Width, Sizes.Phone.Height);
        await AssertFitsAsync(person.Page, name);
        await TakeBothAsync(person.Page, $"{name}-phone");
        await person.Page.SetViewportSizeAsync(Sizes.Desk.Width, Sizes.Desk.Height);
    }

    /// <summary>Nothing reaches out of the window at the side.</summary>
    public static async Task AssertFitsAsync(IPage page, string name)
    {
        await page.EvaluateAsync(Settle);
        int beyond = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(beyond <= 0, $"{name} is {beyond} px wider than a window of {page.ViewportSize?.Width} px.");
    }

    private static async Task TakeBothAsync(IPage page, string name)
    {
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            string suffix = scheme == ColorScheme.Dark ? "dark" : "light";
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Expect(page.Locator("html")).ToHaveAttributeAsync("data-mantine-color-scheme", suffix);
            await page.EvaluateAsync(Settle);
            await Axe.FindsNothingAsync(page, $"{name} ({suffix})");
            await page.ScreenshotAsync(new()
            {
                Path = Path.Combine(ArtifactFolders.Screenshots, $"{name}-{suffix}.png"), Animations = ScreenshotAnimations.Disabled,
            });
        }
    }
}
