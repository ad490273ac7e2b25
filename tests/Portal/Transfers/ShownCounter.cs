using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Transfers;

/// <summary>Every number of objects that the page shows in one row of a transfer's counters, one after the other.</summary>
internal sealed class ShownCounter
{
    private const string Observe =
        """
        (name) => {
            const shown = window.shownByTheTest = [];
            const look = () => {
                const rows = [...document.querySelectorAll('table[aria-label="Counters"] tbody tr')];
                const text = rows.find(row => row.cells[0].textContent === name)?.cells[1].textContent;
                if (text === undefined) return;
                const number = Number(text.replaceAll(/\D/g, ''));
                if (shown.at(-1) !== number) shown.push(number);
            };
            look();
            new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
        }
        """;

    private readonly IPage _page;

    private ShownCounter(IPage page) => _page = page;

    /// <summary>Watches from now on, until the page is left.</summary>
    public static async Task<ShownCounter> WatchAsync(IPage page, string name)
    {
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Counters" })).ToBeVisibleAsync();
        await page.EvaluateAsync(Observe, name);
        return new ShownCounter(page);
    }

    public async Task ReachesAsync(int number)
        => await _page.WaitForFunctionAsync("number => window.shownByTheTest.at(-1) >= number", number);

    /// <summary>It grew in several steps, and never fell.</summary>
    public async Task<int> AssertOnlyGrewAsync()
    {
        int[] shown = await _page.EvaluateAsync<int[]>("window.shownByTheTest");
        Assert.True(shown.Length > 1, $"Only this was shown: {string.Join(", ", shown)}");
        Assert.Equal(shown.Order(), shown);
        return shown[^1];
    }
}
