using Microsoft.Playwright;

namespace DtnBox.Portal.Tests.Everybody;

/// <summary>Somebody who has no mouse.</summary>
internal sealed class Keyboard(IPage page)
{
    private const int Patience = 80;

    private const string HasVisibleFocus =
        """
        element => {
            if (element !== document.activeElement) return false;
            const { outlineStyle, boxShadow, borderColor } = getComputedStyle(element);
            return element.matches(':focus-visible') && (outlineStyle !== 'none' || boxShadow !== 'none' || borderColor !== '');
        }
        """;

    /// <summary>Presses Tab until the element has the focus, and that is to be seen.</summary>
    public async Task GoToAsync(ILocator element)
    {
        await element.WaitForAsync();
        for (int presses = 0; presses < Patience; presses++)
        {
            if (await element.EvaluateAsync<bool>(HasVisibleFocus))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{Patience} times Tab do not lead to {element}.");
    }

    /// <summary>Goes there and presses Enter.</summary>
    public async Task PressAsync(ILocator element)
    {
        await GoToAsync(element);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Goes there and writes.</summary>
    public async Task TypeAsync(ILocator element, string text)
    {
        await GoToAsync(element);
        await page.Keyboard.TypeAsync(text);
    }
}
