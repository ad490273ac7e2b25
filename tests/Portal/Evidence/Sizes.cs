using Microsoft.Playwright;

namespace DtnBox.Portal.Tests.Evidence;

/// <summary>The windows in which the portal is looked at.</summary>
internal static class Sizes
{
    public static ViewportSize Desk { get; } = new() { Width = 1280, Height = 800 };

    public static ViewportSize Phone { get; } = new() { Width = 360, Height = 740 };
}
