using System.Globalization;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Organising.Form;

/// <summary>Reads a posted form as a draft, and tells to which field of the form a message about the draft belongs.</summary>
internal sealed class FormReading(ActivityForm form)
{
    /// <summary>As RFC 5545 writes them, from Sunday on.</summary>
    private static readonly string[] WeekDays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    private readonly Dictionary<string, string> _names = new()
    {
        ["teamId"] = "Organiser",
        ["stationId"] = "Organiser",
        ["projectId"] = "Project",
        ["divisionCode"] = "Division",
        ["repeat"] = string.IsNullOrEmpty(form.Every) ? "Every" : "Days",
    };

    /// <summary>What could not be read at all: fields of the form.</summary>
    public DraftErrors Unreadable { get; } = [];

    public string NameOf(string field) => "Form." + (_names.TryGetValue(field, out var name) ? name : char.ToUpperInvariant(field[0]) + field[1..]);

    /// <summary>Read once: reading gathers names and what could not be read.</summary>
    public ActivityDraft Draft => field ??= Read();

    private ActivityDraft Read()
    {
        var (lat, lon) = Position();
        return new()
        {
            TeamId = IdOf("team:"),
            StationId = IdOf("station:"),
            ProjectId = Guid.TryParse(form.Project, out var project) ? project : null,
            Title = form.Title,
            Description = form.Description,
            Category = form.Category,
            DivisionCode = form.Division,
            Place = form.Place,
            Lat = lat,
            Lon = lon,
            Datum = form.Here?.Lat is { Length: > 0 } || string.IsNullOrWhiteSpace(form.Position) ? null : form.Datum,
            ContactName = form.ContactName,
            ContactPhone = form.ContactPhone,
            Bring = form.Bring,
            Risk = form.Risk,
            RiskNotice = form.RiskNotice,
            Insurer = form.Insurer,
            PolicyNumber = form.PolicyNumber,
            CoveredUntil = Day(form.CoveredUntil, "CoveredUntil"),
            Guarantees = form.Guarantees?.ToArray(),
            Beneficiaries = form.Beneficiaries?.ToArray(),
            OpensAt = Instant(form.OpensAt, "OpensAt"),
            ClosesAt = Instant(form.ClosesAt, "ClosesAt"),
            Recruit = form.Recruit,
            Code = form.Code,
            MinAge = Number(form.MinAge, "MinAge"),
            MaxAge = Number(form.MaxAge, "MaxAge"),
            MinStar = Number(form.MinStar, "MinStar") ?? 0,
            MinHours = Number(form.MinHours, "MinHours") ?? 0,
            Skills = form.Skills?.ToArray(),
            Categories = form.Categories?.ToArray(),
            Within = long.TryParse(form.Within, out var within) ? within : null,
            Agreement = form.Agreement,
            Foreign = form.Foreign,
            WaitingLimit = Number(form.WaitingLimit, "WaitingLimit"),
            CancelHours = Number(form.CancelHours, "CancelHours") ?? 0,
            FenceMetres = Number(form.FenceMetres, "FenceMetres") ?? 0,
            SlackMinutes = Number(form.SlackMinutes, "SlackMinutes") ?? 0,
            Ways = [.. form.Ways ?? []],
            Posts = Posts(),
            Repeat = Repeat(FirstDay()),
        };
    }

    private PostDraft[] Posts()
    {
        var times = (form.Times ?? []).Select(Time).ToList();
        var posts = new List<PostDraft>();
        for (var p = 0; p < (form.Posts?.Count ?? 0); p++)
        {
            var row = form.Posts![p];
            var (at, shifts) = ($"posts[{posts.Count}]", new List<ShiftDraft>());
            foreach (var part in new[] { "Name", "Duties", "Skill" })
            {
                _names[$"{at}.{char.ToLowerInvariant(part[0])}{part[1..]}"] = $"Posts[{p}].{part}";
            }

            for (var t = 0; t < Math.Min(times.Count, row.Cells?.Count ?? 0); t++)
            {
                if (!string.IsNullOrWhiteSpace(row.Cells![t].Seats))
                {
                    Name($"{at}.shifts[{shifts.Count}]", p, t);
                    shifts.Add(times[t] with { Id = Known(row.Cells[t].Shift), Capacity = Number(row.Cells[t].Seats, $"Posts[{p}].Cells[{t}].Seats") ?? 1 });
                }
            }

            posts.Add(new() { Id = Known(row.Id), Name = row.Name, Duties = row.Duties, Skill = row.Skill, Shifts = [.. shifts] });
        }

        return [.. posts];
    }

    private void Name(string shift, int post, int time)
    {
        _names[$"{shift}.startsAt"] = $"Times[{time}].Day";
        _names[$"{shift}.endsAt"] = $"Times[{time}].To";
        _names[$"{shift}.breakMinutes"] = $"Times[{time}].Break";
        _names[$"{shift}.capacity"] = $"Posts[{post}].Cells[{time}].Seats";
    }

    private ShiftDraft Time(TimeRow row, int index)
    {
        var day = Day(row.Day, $"Times[{index}].Day");
        var (from, to) = (Clock(row.From, $"Times[{index}].From"), Clock(row.To, $"Times[{index}].To"));
        var next = to <= from ? 1 : 0;
        var question = row.IsSure ? null : TimeQuestion.About(row);
        Unreadable.Need(question is null, $"Times[{index}].To", question?.Says ?? "");
        return new()
        {
            StartsAt = day is { } d && from is { } f ? At(d, f) : null,
            EndsAt = day is { } e && to is { } t ? At(e.AddDays(next), t) : null,
            BreakMinutes = Number(row.Break, $"Times[{index}].Break") ?? 0,
        };
    }

    private string? Repeat(DateOnly? first) => form.Every switch
    {
        "weekly" => Rule("WEEKLY", string.Join(',', Days(first))),
        "monthly" => Rule("MONTHLY", string.Join(',', Days(first).Select(d => Nth(first) + d))),
        _ => null,
    };

    /// <summary>Those that were ticked; else the weekday of the first time.</summary>
    private List<string> Days(DateOnly? first) => form.Days is { Count: > 0 } days ? days : first is { } day ? [WeekDays[(int)day.DayOfWeek]] : [];

    /// <summary>The one that was chosen; else the place of the first time's day in its month: a fifth Friday is the last one, for not every month has five.</summary>
    private string? Nth(DateOnly? first) => form.Nth is { Length: > 0 } nth ? nth : first is { Day: var day } ? day > 28 ? "-1" : $"{((day - 1) / 7) + 1}" : null;

    private DateOnly? FirstDay() => (form.Times ?? []).Select(t => DateOnly.TryParseExact(t.Day?.Trim(), "yyyy-MM-dd", out var day) ? day : (DateOnly?)null).Min();

    private string Rule(string frequency, string days)
    {
        var until = Day(form.Until, "Until") is { } last ? $";UNTIL={last:yyyyMMdd}" : "";
        return $"FREQ={frequency};INTERVAL={Number(form.Interval, "Interval") ?? 1};BYDAY={days}{until}";
    }

    /// <summary>Where the place is that the form names in words; for a form that does not say it itself.</summary>
    public GeoPoint? Spot { get; init; }

    private (double?, double?) Position()
    {
        var text = form.Here is { Lat.Length: > 0, Lon.Length: > 0 } here ? $"{here.Lat},{here.Lon}" : form.Position;
        if (string.IsNullOrWhiteSpace(text))
        {
            return (Spot?.Lat, Spot?.Lon);
        }

        var parts = text.Split([',', '，', ' '], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 && Degrees(parts[0]) is { } lat && Degrees(parts[1]) is { } lon ? (lat, lon) : (double.NaN, double.NaN);
    }

    private static Guid? Known(string? text) => Guid.TryParse(text, out var id) ? id : null;

    internal static double? Degrees(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private Guid? IdOf(string prefix) => form.Organiser?.StartsWith(prefix, StringComparison.Ordinal) == true && Guid.TryParse(form.Organiser[prefix.Length..], out var id) ? id : null;

    private int? Number(string? text, string field) => Read(text, field, s => int.TryParse(s, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : (int?)null, Phrase.Of("请填整数"));

    private DateOnly? Day(string? text, string field) => Read(text, field, s => DateOnly.TryParseExact(s, "yyyy-MM-dd", out var d) && d.IsMeant() ? d : (DateOnly?)null, Phrase.Of("日期请写成 2026-10-02 这样"));

    private TimeOnly? Clock(string? text, string field) => Read(text, field, s => TimeOnly.TryParse(s, CultureInfo.InvariantCulture, out var t) ? t : (TimeOnly?)null, Phrase.Of("时间请写成 14:00 这样"));

    private DateTimeOffset? Instant(string? text, string field) =>
        Read(text, field, s => DateTime.TryParse(s, CultureInfo.InvariantCulture, out var t) && t.IsMeant() ? t : (DateTime?)null, Phrase.Of("时间请写成 2026-10-02 14:00 这样")) is { } time ? new DateTimeOffset(time.FromShanghai(), TimeSpan.Zero) : null;

    private T? Read<T>(string? text, string field, Func<string, T?> read, string phrase) where T : struct
    {
        var value = string.IsNullOrWhiteSpace(text) ? null : read(text.Trim());
        Unreadable.Need(value is not null || string.IsNullOrWhiteSpace(text), field, phrase);
        return value;
    }

    private static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time).FromShanghai(), TimeSpan.Zero);
}
