using System.Text;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.People;
using DtnBox.EndToEnd.Installations;
using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Browse;

public sealed class BrowseTests(PortalFixture stack) : PortalTest(stack)
{
    [Fact]
    public async Task Files_UploadedAndDownloadedAndDeleted_GoStraightToTheStoreAndBack()
    {
        Site site = Stack.DtnBox.A;
        Account bruno = await Stack.NewAccountAsync("bruno", Role.Member);
        await Stack.GrantAsync(bruno, site, "bruno/", Right.Read);
        await Stack.GrantAsync(bruno, site, "bruno/", Right.Write);
        await Stack.PutAsync("bruno/", objects: 3, size: 10);
        Person person = await OpenBrowserAsync(bruno);
        await person.SignInAsync("/browse");
        var pane = new Pane(person, "left");
        await Pictures.TakeAsync(person, "browse-nothing");

        await pane.ChooseSiteAsync(site.Id);
        await pane.OpenAsync(site.Bucket);
        await pane.OpenAsync("bruno");
        await pane.MakeFolderAsync("drafts");
        await pane.OpenAsync("drafts");

        // A name that a page which takes names for markup would run.
        const string name = "<img src=x onerror=alert(1)>.txt";
        IFileChooser chooser = await person.Page.RunAndWaitForFileChooserAsync(() => pane.Action("Upload files in").ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("as it was") });
        await Expect(pane.Row(name)).ToBeVisibleAsync();
        await Pictures.TakeAsync(person, "browse-uploaded", alsoOnPhone: true);

        await pane.ToggleAsync(name);
        IDownload download = await person.Page.RunAndWaitForDownloadAsync(() => pane.Action("Download the selection of").ClickAsync());
        using (var reader = new StreamReader(await download.CreateReadStreamAsync()))
        {
            Assert.Equal("as it was", await reader.ReadToEndAsync(Cancel));
        }

        await pane.Action("Delete the selection of").ClickAsync();
        ILocator dialog = person.Dialog("Delete from the store?");
        await Expect(dialog).ToContainTextAsync(name);
        await Pictures.TakeAsync(person, "browse-delete");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("1 object deleted");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).Last.ClickAsync();
        await Expect(pane.Row(name)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Folder_OfWhichSomeIsSelected_IsSentByTheDrawerAndWatched()
    {
        Account berta = await Stack.NewAccountAsync("berta", Role.Member);
        await Stack.GrantAsync(berta, "berta/");
        await Stack.GrantAsync(berta, Stack.DtnBox.B, "berta/", Right.Read);
        await Stack.PutAsync("berta/", objects: 5, size: 2000);
        Person person = await OpenBrowserAsync(berta);
        await person.SignInAsync($"/browse?left=site-a:{Stack.DtnBox.A.Bucket}/berta/&right=site-b:{Stack.DtnBox.B.Bucket}/berta/");
        var from = new Pane(person, "left");
        await Expect(from.Row("frame-004.dat")).ToBeVisibleAsync();
        await from.ToggleAsync("frame-001.dat");
        await from.ToggleAsync("frame-003.dat");
        await Pictures.TakeAsync(person, "browse", alsoOnPhone: true);

        await from.Start.ClickAsync();
        ILocator drawer = person.Dialog("Start a transfer");
        await drawer.GetByLabel("Label").FillAsync("Two of five");
        await Pictures.TakeAsync(person, "start");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Start the transfer" }).ClickAsync();
        await person.Link("Watch it").ClickAsync();
        await person.SeesAsync("Two of five");
        await Expect(person.Page.GetByText("Succeeded", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await person.Page.GotoAsync($"/browse?left=site-b:{Stack.DtnBox.B.Bucket}/berta/");
        await Expect(from.Row("frame-003.dat")).ToBeVisibleAsync();
        await Expect(from.Row("frame-002.dat")).ToHaveCountAsync(0);
    }
}
