using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Ui;
using Weiguang.People.Domain;

namespace Weiguang.People.Profile;

/// <summary>Reads the boxes of <see cref="VolunteerFields"/> off a posted form; codes that are not ours fall away.</summary>
internal static class VolunteerAnswers
{
    public static VolunteerOffer Read(IFormCollection form) => new(
        Known(form["Categories"], ServiceCategories.Know),
        Known(form["Skills"], Skills.Know),
        Known(form["Languages"], Languages.Know),
        Known(form["Slots"], text => text.All(t => int.TryParse(t, out var n) && n is >= 1 and <= AvailabilitySlots.Count))
            .Aggregate(0, (bits, slot) => bits | AvailabilitySlots.Bit(int.Parse(slot))));

    /// <summary>The position the phone gave, if its owner tapped; it says nothing of whether they were really at home.</summary>
    public static GeoPoint? Home(IFormCollection form) =>
        double.TryParse(form["Home.Lat"], CultureInfo.InvariantCulture, out var lat) && double.TryParse(form["Home.Lon"], CultureInfo.InvariantCulture, out var lon)
            && new GeoPoint(lat, lon) is { IsValid: true } home ? home : null;

    public static void Check(VolunteerOffer offer, FieldErrors errors, IStringLocalizer phrases)
    {
        if (offer.Categories.Length > Volunteer.MostCategories)
        {
            errors.Add("Categories", phrases["最多选 4 类，挑您最想做的"]);
        }
    }

    private static string[] Known(IEnumerable<string?> posted, Func<string[], bool> know) =>
        [.. posted.Where(code => !string.IsNullOrEmpty(code) && know([code])).Select(code => code!).Distinct()];
}
