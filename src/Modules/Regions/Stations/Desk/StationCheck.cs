using System.Globalization;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Text;
using Weiguang.Regions.Domain;

namespace Weiguang.Regions.Stations.Desk;

/// <summary>A field of a <see cref="StationDraft"/> and what is wrong with it: a phrase to translate and what goes into it.</summary>
internal sealed record DraftError(string Field, string Text, params object[] Arguments);

/// <summary>Turns a draft into facts or says what is wrong, the same for form and file.</summary>
internal sealed class StationCheck(RegionDirectory regions, Boundaries boundaries, Viewer viewer)
{
    /// <summary>Outlines are coarse, and stations like to stand at the edge of town.</summary>
    private const double BorderMetres = 3_000;

    /// <returns>Facts, or null and at least one error.</returns>
    public async Task<(StationFacts? Facts, IReadOnlyList<DraftError> Errors)> CheckAsync(StationDraft draft, CancellationToken ct)
    {
        var errors = new List<DraftError>();
        var region = await RegionAsync(draft.Division, errors, ct);
        var name = Text(draft.Name, nameof(draft.Name), 100, errors);
        if (string.IsNullOrWhiteSpace(draft.Name))
        {
            errors.Add(new(nameof(draft.Name), Phrase.Of("请填写站点名称")));
        }

        var kind = StationKinds.Parse(draft.Kind?.Trim() ?? "");
        if (kind is null)
        {
            errors.Add(new(nameof(draft.Kind), Phrase.Of("请从 22 种阵地类型里选一种")));
        }

        var address = Text(draft.Address, nameof(draft.Address), 200, errors);
        var county = region is null ? null : await regions.FindAsync(DivisionCodes.Above(region.Code, 3), ct);
        var position = Position(draft, county ?? region, errors);
        var hours = OpeningHours.Parse(draft.Hours);
        if (hours is null || hours.Text.Length > 400)
        {
            errors.Add(new(nameof(draft.Hours), Phrase.Of("看不懂这个时间，请照例子写：周一至周五 08:30-11:30,13:30-17:00；节假日 休息")));
        }

        var phone = PhoneText.Office(draft.Phone);
        if (phone is null && !string.IsNullOrWhiteSpace(draft.Phone))
        {
            errors.Add(new(nameof(draft.Phone), Phrase.Of("请填站点的公开电话，例如 0436-6222222")));
        }

        return errors.Count > 0 ? (null, errors) : (new(name!, kind!.Value, region!.Code, address, position, hours!, phone, !draft.Closed), errors);
    }

    private async Task<Region?> RegionAsync(string? text, List<DraftError> errors, CancellationToken ct)
    {
        const string field = nameof(StationDraft.Division);
        var digits = text?.Trim() ?? "";
        if (digits.Length is not (2 or 4 or 6 or 9 or 12) || !long.TryParse(digits.PadRight(12, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            errors.Add(new(field, digits.Length == 0 ? Phrase.Of("请选择站点所在的地方") : Phrase.Of("区划代码应是 12 位数字")));
            return null;
        }

        var region = await regions.FindAsync(code, ct);
        if (region is null)
        {
            errors.Add(new(field, Phrase.Of("没有 {0} 这个区划"), digits));
        }
        else if (!viewer.All && !viewer.Covers(region.Code))
        {
            errors.Add(new(field, Phrase.Of("{0}不在您管的范围内"), region.Name));
        }

        return region;
    }

    private GeoPoint? Position(StationDraft draft, Region? county, List<DraftError> errors)
    {
        if (string.IsNullOrWhiteSpace(draft.Lat) && string.IsNullOrWhiteSpace(draft.Lon))
        {
            return null;
        }

        var before = errors.Count;
        var lat = Degrees(draft.Lat, nameof(draft.Lat), 90, errors);
        var lon = Degrees(draft.Lon, nameof(draft.Lon), 180, errors);
        if (Datums.Parse(draft.Datum?.Trim()) is not { } datum)
        {
            errors.Add(new(nameof(draft.Datum), Phrase.Of("坐标系请写 wgs84 或 gcj02")));
            return null;
        }

        if (errors.Count > before)
        {
            return null;
        }

        var position = datum.Read(lat, lon);
        if (county is not null && !LiesIn(position, county.Code))
        {
            errors.Add(new(nameof(draft.Lat), Phrase.Of("这个位置不在{0}，请看看经纬度有没有写反"), county.Name));
        }

        return position;
    }

    private static double Degrees(string? text, string field, double limit, List<DraftError> errors)
    {
        if (!double.TryParse(text?.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) || !(Math.Abs(degrees) <= limit))
        {
            errors.Add(new(field, Phrase.Of("请填 -{0} 到 {0} 之间的数"), limit));
        }

        return degrees;
    }

    /// <summary>True as well where no outline is drawn.</summary>
    private bool LiesIn(GeoPoint position, long division)
    {
        var outline = boundaries.Of(division);
        return outline.Count == 0 || (boundaries.CountyAt(position, division) is { } county && DivisionCodes.Within(county, division))
            || outline.Any(ring => ring.Any(corner => corner.MetresTo(position) < BorderMetres));
    }

    private static string? Text(string? text, string field, int most, List<DraftError> errors)
    {
        var trimmed = text?.Trim() ?? "";
        if (ShortWords.IsLonger(trimmed, most))
        {
            errors.Add(new(field, Phrase.Of("最多 {0} 个字"), most));
        }

        return trimmed.Length == 0 ? null : trimmed;
    }
}
