using System.Globalization;
using System.Xml.Linq;
using Microsoft.Extensions.Localization;

namespace Weiguang.Ledger.Anchors;

/// <summary>Anchors as an Atom feed (RFC 4287): whoever has it in a feed reader keeps every root without doing anything. Each entry holds the signed text, its signature and the public key.</summary>
internal static class AnchorFeed
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static byte[] Write(IReadOnlyList<AnchorItem> anchors, IStringLocalizer L, PublicAddress site)
    {
        var (page, self) = (site.Of(LedgerLinks.Anchors), site.Of(LedgerLinks.Feed));
        var feed = new XElement(Atom + "feed",
            new XElement(Atom + "id", page),
            new XElement(Atom + "title", L["微光账本的封条"].Value),
            new XElement(Atom + "author", new XElement(Atom + "name", site.Host)),
            new XElement(Atom + "updated", Time(anchors.Count == 0 ? DateTime.UnixEpoch : anchors[0].TakenAt)),
            new XElement(Atom + "link", new XAttribute("rel", "self"), new XAttribute("type", "application/atom+xml"), new XAttribute("href", self)),
            new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("type", "text/html"), new XAttribute("href", page)),
            anchors.Select(a => Entry(a, L, site.Of(string.Create(CultureInfo.InvariantCulture, $"/api/v1/ledger/anchors/{a.Number}")))));
        using var bytes = new MemoryStream();
        new XDocument(feed).Save(bytes);
        return bytes.ToArray();
    }

    private static XElement Entry(AnchorItem anchor, IStringLocalizer L, string address) => new(Atom + "entry",
        new XElement(Atom + "id", address),
        new XElement(Atom + "title", L["第 {0} 张封条，封了 {1} 个账户", anchor.Number, anchor.Size].Value),
        new XElement(Atom + "updated", Time(anchor.TakenAt)),
        new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("type", "application/json"), new XAttribute("href", address)),
        new XElement(Atom + "summary", anchor.Root),
        new XElement(Atom + "content", new XAttribute("type", "text"), $"{anchor.Content}\n\n{anchor.Signature}\n\n{anchor.PublicKey}"));

    private static string Time(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
