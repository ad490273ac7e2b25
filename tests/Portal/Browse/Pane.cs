using DtnBox.Portal.Tests.People;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Browse;

/// <summary>One side of the page Browse.</summary>
/// <param name="person">Who is in front of it.</param>
/// <param name="side">"left" or "right".</param>
internal sealed class Pane(Person person, string side)
{
    private ILocator Region => person.Page.GetByRole(AriaRole.Region, new() { Name = $"{side} pane" });

    /// <summary>Chooses the site.</summary>
    public async Task ChooseSiteAsync(string id)
    {
        await Region.GetByRole(AriaRole.Combobox, new() { Name = $"Site of the {side} pane" }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Option).Filter(new() { HasText = id }).ClickAsync();
    }

    /// <summary>Goes to bucket/prefix.</summary>
    public async Task GoAsync(string path)
    {
        ILocator box = Region.GetByRole(AriaRole.Textbox, new() { Name = $"Path in the {side} pane" });
        await box.FillAsync(path);
        await box.PressAsync("Enter");
    }

    /// <summary>A line of the list.</summary>
    public ILocator Row(string name) => Region.GetByRole(AriaRole.Row).Filter(new() { HasText = name });

    /// <summary>Opens a bucket or a folder.</summary>
    public Task OpenAsync(string name) => Row(name).GetByRole(AriaRole.Link).ClickAsync();

    /// <summary>Selects a line, or no more, beside what is selected.</summary>
    public Task ToggleAsync(string name) => Row(name).GetByRole(AriaRole.Gridcell).First.ClickAsync();

    /// <summary>Something that is done with the pane or its selection: "Upload files in", "Delete the selection of".</summary>
    public ILocator Action(string verb) => Region.GetByRole(AriaRole.Button, new() { Name = $"{verb} the {side} pane" });

    /// <summary>Starts what is selected here to the other side.</summary>
    public ILocator Start => Region.GetByRole(AriaRole.Button, new() { Name = $"Start to the {(side == "left" ? "right" : "left")} pane" });

    /// <summary>Makes a folder here.</summary>
    public async Task MakeFolderAsync(string name)
    {
        await Action("New folder in").ClickAsync();
        ILocator dialog = person.Dialog("New folder");
        await dialog.GetByLabel("Name").FillAsync(name);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make the folder" }).ClickAsync();
        await Expect(Row(name)).ToBeVisibleAsync();
    }
}
