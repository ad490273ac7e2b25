using System.Globalization;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Copying;

namespace DtnBox.Transfer.Tests.Copying;

public sealed class OpenUploadTests
{
    [Fact]
    public void PartSha256_OfPartsThatEndSideBySide_KeepsEach()
    {
        const int parts = 10_000;
        var upload = new OpenUpload(new UploadLine("big", "u", "e", 1));
        Parallel.For(1, parts + 1, part => upload.PartSha256[part] = part.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(parts, upload.PartSha256.Count);
        Assert.All(upload.PartSha256, found => Assert.Equal(found.Key.ToString(CultureInfo.InvariantCulture), found.Value));
    }
}
