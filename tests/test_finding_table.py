"""The finding in words: a table of cases, each checked by hand."""

from dataclasses import replace

import pytest

from conftest import ask
from tally.evidence import answer, sentence_text
from tally.text import Bound
from tally.windows import read_window

KIND = "attacks attributed to or claimed by Group G in Land"

# The counts, as [bound] value window [as-of day]: the earlier, the later, and others by the same counter; the finding,
# with “…” for the words of what was counted; and, after a bar, the caveat.
CASES = {
    ("60 2020", "334 2021-01-01/.. 2021-11-17"): (
        "ABC counted 334 … from 1 January to 17 November 2021 at the latest, and 60 in all of 2020. That is at "
        "least 5.6 times as many, in fewer days. It is 6.3 times as many per day if the attacks were spread evenly"
        " and the count ran to 17 November 2021 (95% interval 4.8–8.5). | The 2021 count covers at most 321 days "
        "and the 2020 count 366 days."
    ),
    ("60 2020", "334 2021-01-01/.. 2021-11-17", "20 2020-08-19/2020-12-31"): (
        "ABC counted 334 … from 1 January to 17 November 2021 at the latest, and 60 in all of 2020. That is at "
        "least 5.6 times as many, in fewer days (5.6–8.4 times on the same days of both years). It is 6.3 times as"
        " many per day if the attacks were spread evenly and the count ran to 17 November 2021 (95% interval "
        "4.8–8.5). | The 2021 count covers at most 321 days and the 2020 count 366 days."
    ),
    ("82 2020", "365 2021"): (
        "ABC counted 365 … in 2021, and 82 in 2020. That is 4.5 times as many (95% interval 3.5–5.7). | Both "
        "counts cover the same days of the year."
    ),
    ("365 2021", "181 2022"): (
        "ABC counted 181 … in 2022, and 365 in 2021. That is 50% fewer (0.50 times as many; 95% interval "
        "0.41–0.59). | Both counts cover the same days of the year."
    ),
    ("20 2020-08-19/2020-12-31", "152 2021-08-19/2021-12-31"): (
        "ABC counted 152 … from 19 August to 31 December 2021, and 20 from 19 August to 31 December 2020. That is "
        "7.6 times as many on the same days of the year (95% interval 4.8–13). | Both counts cover the same days "
        "of the year."
    ),
    ("27 2022-08-01/2022-11-07", "8 2023-08-01/2023-11-07"): (
        "ABC counted 8 … from 1 August to 7 November 2023, and 27 from 1 August to 7 November 2022. That is 70% "
        "fewer on the same days of the year (0.30 times as many; 95% interval 0.12–0.67). | Both counts cover the "
        "same days of the year."
    ),
    ("40 2021", "38 2022"): (
        "ABC counted 38 … in 2022, and 40 in 2021. That is no clear change: 0.95 times as many (95% interval "
        "0.59–1.5, which includes equal rates). | Both counts cover the same days of the year."
    ),
    ("50 2020", "50 2021"): (
        "ABC counted 50 … in 2021, and 50 in 2020. That is the same number (95% interval 0.66–1.5 for the "
        "ratio). | Both counts cover the same days of the year."
    ),
    ("50 2021", "50 2022"): (
        "ABC counted 50 … in 2022, and 50 in 2021. That is the same number (95% interval 0.66–1.5 for the ratio). "
        "| Both counts cover the same days of the year."
    ),
    ("1000 2020", "998 2021"): (
        "ABC counted 998 … in 2021, and 1,000 in 2020. That is no clear change: 0.998 times as many (95% interval "
        "0.9158–1.094, which includes equal rates). | Both counts cover the same days of the year."
    ),
    ("0 2020", "5 2021"): (
        "ABC counted 5 … in 2021, and none in 2020. That is no clear change: the counts are compatible with equal "
        "rates (95% interval from 0.92 upwards for the ratio). | Both counts cover the same days of the year."
    ),
    ("0 2020", "1 2021"): (
        "ABC counted 1 † in 2021, and none in 2020. That is no clear change: the counts are compatible with equal "
        "rates (95% interval from 0.026 upwards for the ratio). | Both counts cover the same days of the year."
    ),
    ("5 2020", "0 2021"): (
        "ABC counted 5 … in 2020, and none in 2021. That is no clear change: the counts are compatible with equal "
        "rates (95% interval up to 1.1 for the ratio). | Both counts cover the same days of the year."
    ),
    ("40 2020", "0 2021"): (
        "ABC counted 40 … in 2020, and none in 2021. That is a fall: the counts are compatible only with a rate of"
        " up to 0.097 times the earlier one (95% interval). | Both counts cover the same days of the year."
    ),
    ("0 2020", "0 2021"): (
        "ABC counted no … in 2020, and none in 2021. Nothing follows about a change. | Both counts cover the same "
        "days of the year."
    ),
    ("0 2020", "0 2021-01-01/2021-06-30"): (
        "ABC counted no … in 2020, and none from 1 January to 30 June 2021. Nothing follows about a change. | The "
        "2021 count covers 181 days and the 2020 count 366 days."
    ),
    ("60 2020", "20 2021-01-01/.. 2021-11-17"): (
        "ABC counted 20 … from 1 January to 17 November 2021 at the latest, and 60 in all of 2020. That is a fall "
        "per day unless the count stopped before 2 May 2021 (0.38 times as many if it ran to 17 November 2021). | "
        "The 2021 count covers at most 321 days and the 2020 count 366 days."
    ),
    ("20 2020-01-01/.. 2020-11-17", "60 2021"): (
        "ABC counted 60 … in all of 2021, and 20 from 1 January to 17 November 2020 at the latest. That is a rise "
        "per day unless the earlier count stopped before 1 May 2020. | The 2021 count covers 365 days and the 2020"
        " count at most 322 days."
    ),
    ("100 2020-01-01/2020-06-30", "50 2021"): (
        "ABC counted 50 … in all of 2021, and 100 from 1 January to 30 June 2020. That is at most 0.50 times as "
        "many, in more days. It is 75% fewer per day if the attacks were spread evenly (0.25 times as many; 95% "
        "interval 0.17–0.35). | The 2021 count covers 365 days and the 2020 count 182 days."
    ),
    ("100 2020", "40 2021-01-01/2021-06-30"): (
        "ABC counted 40 … from 1 January to 30 June 2021, and 100 in all of 2020. That is no clear change: 0.81 "
        "times as many per day if the attacks were spread evenly (95% interval 0.55–1.2, which includes equal "
        "rates). | The 2021 count covers 181 days and the 2020 count 366 days."
    ),
    ("100 2020", "90 2021-01-01/2021-06-30"): (
        "ABC counted 90 … from 1 January to 30 June 2021, and 100 in all of 2020. That is 1.8 times as many per "
        "day if the attacks were spread evenly (95% interval 1.4–2.4). | The 2021 count covers 181 days and the "
        "2020 count 366 days."
    ),
    ("100 2020", "120 2021-01-01/2021-06-30", "45 2020-01-01/2020-06-30"): (
        "ABC counted 120 … from 1 January to 30 June 2021, and 100 in all of 2020. That is at least 1.2 times as "
        "many, in fewer days (2.7 times on the same days of both years). It is 2.4 times as many per day if the "
        "attacks were spread evenly (95% interval 1.8–3.2). | The 2021 count covers 181 days and the 2020 count "
        "366 days."
    ),
    ("30 2021-01", "60 2021-07"): (
        "ABC counted 60 … in July 2021, and 30 in January 2021. That is 2.0 times as many in as many days, at a "
        "different time of year (95% interval 1.3–3.2). | The two counts cover different times of the year."
    ),
    ("60 2021-07-01/2021-12-31", "30 2022-01-01/2022-06-30"): (
        "ABC counted 30 … from 1 January to 30 June 2022, and 60 from 1 July to 31 December 2021. That is 49% "
        "fewer per day if the attacks were spread evenly (0.51 times as many; 95% interval 0.32–0.80). | The 2022 "
        "count covers 181 days and the 2021 count 184 days."
    ),
    ("30 2021-01", "20 2021-02"): (
        "ABC counted 20 … in February 2021, and 30 in January 2021. That is no clear change: 0.74 times as many "
        "per day if the attacks were spread evenly (95% interval 0.40–1.3, which includes equal rates). | The "
        "later count covers 28 days and the earlier count 31 days."
    ),
    ("10 2020-02", "20 2021-02"): (
        "ABC counted 20 … in February 2021, and 10 in February 2020. That is no clear change: 2.0 times as many on"
        " the same days of the year (95% interval 0.93–5.0, which includes equal rates). | Both counts cover the "
        "same days of the year."
    ),
    ("10 2020-02", "10 2021-02"): (
        "ABC counted 10 … in February 2021, and 10 in February 2020. That is the same number on the same days of "
        "the year (95% interval 0.39–2.8 for the ratio). | Both counts cover the same days of the year."
    ),
    ("90 2023-05/2023-08", "240 2024-05/2024-08"): (
        "ABC counted 240 … from May to August 2024, and 90 from May to August 2023. That is 1.4 to 5.2 times as "
        "many per day if the attacks were spread evenly (95% interval 1.1–1.8 for the smallest change). | "
        "Neither window is known to the day: each count covers 63 to 123 days."
    ),
    ("90 2023-05/2023-08", "95 2024-05/2024-08"): (
        "ABC counted 95 … from May to August 2024, and 90 from May to August 2023. Whether that is a rise or a "
        "fall depends on days that no source gives: per day, it is 0.54 to 2.1 times as many. | Neither window is "
        "known to the day: each count covers 63 to 123 days."
    ),
    ("90 2023", "40 2024-05/2024-08"): (
        "ABC counted 40 … from May to August 2024, and 90 in all of 2023. That is no clear change: 1.3 to 2.6 "
        "times as many per day if the attacks were spread evenly (95% interval 0.89–1.9 for the smallest "
        "change, which includes equal rates). | The 2024 count covers 63 to 123 days and the 2023 count 365 days."
    ),
    ("1 2020", "2 2021"): (
        "ABC counted 2 … in 2021, and 1 in 2020. That is no clear change: 2.0 times as many (95% interval "
        "0.10–118, which includes equal rates). | Both counts cover the same days of the year."
    ),
    ("10 2020", "100 2024", "30 2024-01-01/2024-06-30", "40 2024-07-01/2024-12-31"): (
        "ABC counted 100 … in 2024, and 10 in 2020. But these counts by the same counter cannot all be true: 100 "
        "in 2024, 30 from 1 January to 30 June 2024 and 40 from 1 July to 31 December 2024. Taken as they are, "
        "that is 10 times as many (95% interval 5.2–21). | Both counts cover the same days of the year."
    ),
    ("60 2020", "334 2021-01-01/.. 2021-11-17", "500 2021-01-01/2021-10-31"): (
        "ABC counted 334 … from 1 January to 30 October 2021 at the latest, and 60 in all of 2020. That is at "
        "least 5.6 times as many, in fewer days. It is 6.7 times as many per day if the attacks were spread evenly"
        " and the count ran to 30 October 2021 (95% interval 5.1–9.0). | The 2021 count covers at most 303 days "
        "and the 2020 count 366 days. Other counts by the same counter rule out that the 2021 count ran to 17 "
        "November 2021; the last day that agrees with them is 30 October 2021."
    ),
    ("60 2020", "334 2021-01-01/.. 2021-11-17", "334 2021-01-01/2021-09-30", "5 2021-10-01/2021-10-31"): (
        "ABC counted 334 … from 1 January to 30 October 2021 at the latest, and 60 in all of 2020. That is at "
        "least 5.6 times as many, in fewer days. It is 6.7 times as many per day if the attacks were spread evenly"
        " and the count ran to 30 October 2021 (95% interval 5.1–9.0). | The 2021 count covers at most 303 days "
        "and the 2020 count 366 days. Other counts by the same counter rule out that the 2021 count ran to 17 "
        "November 2021; the last day that agrees with them is 30 October 2021."
    ),
    ("100 2020", "150 2021-01-01/.. 2021-12-31"): (
        "ABC counted 150 … from 1 January to 31 December 2021 at the latest, and 100 in all of 2020. That is at "
        "least 1.5 times as many, in fewer days. It is 1.5 times as many per day if the attacks were spread evenly"
        " and the count ran to 31 December 2021 (95% interval 1.2–2.0). | The 2021 count covers at most 365 days "
        "and the 2020 count 366 days."
    ),
    ("100 2020", "150 2021-06/.. 2021-12-31"): (
        "ABC counted 150 … from some day of June 2021 to 31 December 2021 at the latest, and 100 in all of 2020. "
        "That is at least 1.5 times as many, in fewer days. It is 2.6 times as many per day if the attacks were "
        "spread evenly and the count ran to 31 December 2021 (95% interval 2.0–3.3). | The 2021 count covers 1 to "
        "214 days and the 2020 count 366 days."
    ),
    ("1 2021-05-01", "3 2021-05-02"): (
        "ABC counted 3 … on 2 May 2021, and 1 on 1 May 2021. That is no clear change: 3.0 times as many in as many"
        " days, at a different time of year (95% interval 0.24–157, which includes equal rates). | The two counts "
        "cover different times of the year."
    ),
    ("100 2018", "300 2019/2020"): (
        "ABC counted 300 … from 2019 to 2020, and 100 in all of 2018. That is 1.5 to 548 times as many per day if "
        "the attacks were spread evenly (95% interval 1.2–1.9 for the smallest change). | The later count "
        "covers 2 to 731 days and the earlier count 365 days."
    ),
    ("100 2018", "300 2019-01-01/2020-12-31"): (
        "ABC counted 300 … from 1 January 2019 to 31 December 2020, and 100 in all of 2018. That is 1.5 times as "
        "many per day if the attacks were spread evenly (95% interval 1.2–1.9). | The later count covers 731 days "
        "and the earlier count 365 days."
    ),
    ("1200000 2020", "1300000 2021"): (
        "ABC counted 1,300,000 … in 2021, and 1,200,000 in 2020. That is 1.086 times as many (95% interval "
        "1.084–1.089). | Both counts cover the same days of the year."
    ),
    ("60 2020", "at_least 334 2021"): (
        "ABC counted at least 334 … in 2021, and 60 in 2020. That is at least 5.5 times as many (95% interval from"
        " 4.2 upwards). | Both counts cover the same days of the year."
    ),
    ("at_least 60 2020", "334 2021"): (
        "ABC counted 334 … in 2021, and at least 60 in 2020. Whether that is a rise or a fall per day cannot be "
        "told, since one count is a lower bound: the rate was at most 5.6 times the earlier one. | Both counts "
        "cover the same days of the year."
    ),
    ("at_least 334 2020", "60 2021"): (
        "ABC counted 60 … in 2021, and at least 334 in 2020. That is at least 81% fewer (at most 0.19 times as "
        "many; 95% interval up to 0.24). | Both counts cover the same days of the year."
    ),
    ("at_least 60 2020", "at_least 334 2021"): (
        "NOT COMPARABLE: f0 and f1 are both lower bounds, so that the rate can have risen or fallen. The windows "
        "have 366 days and 365 days: one leap day is ignored."
    ),
    ("at_most 60 2020", "334 2021"): (
        "ABC counted 334 … in 2021, and at most 60 in 2020. That is at least 5.5 times as many (95% interval from "
        "4.2 upwards). | Both counts cover the same days of the year."
    ),
    ("60 2020", "at_most 334 2021"): (
        "ABC counted at most 334 … in 2021, and 60 in 2020. Whether that is a rise or a fall per day cannot be "
        "told, since one count is an upper bound: the rate was at most 5.6 times the earlier one. | Both counts "
        "cover the same days of the year."
    ),
    ("365 2020", "at_most 100 2021"): (
        "ABC counted at most 100 … in 2021, and 365 in 2020. That is at least 72% fewer (at most 0.28 times as "
        "many; 95% interval up to 0.34). | Both counts cover the same days of the year."
    ),
    ("at_most 60 2020", "at_least 334 2021"): (
        "ABC counted at least 334 … in 2021, and at most 60 in 2020. That is at least 5.5 times as many (95% "
        "interval from 4.2 upwards). | Both counts cover the same days of the year."
    ),
    ("at_most 60 2020", "at_most 334 2021"): (
        "NOT COMPARABLE: f0 and f1 are both upper bounds, so that the rate can have risen or fallen. The windows "
        "have 366 days and 365 days: one leap day is ignored."
    ),
    ("60 2020", "about 400 2021"): (
        "ABC counted about 400 … in 2021, and 60 in 2020. That is about 6.7 times as many (95% interval 4.4–10). |"
        " Both counts cover the same days of the year. About 400 is taken to mean 350 to 449: the ratio is 5.8 to "
        "7.5."
    ),
    ("about 60 2020", "about 400 2021"): (
        "ABC counted about 400 … in 2021, and about 60 in 2020. That is about 6.7 times as many (95% interval "
        "4.2–11). | Both counts cover the same days of the year. About 60 is taken to mean 55 to 64 and about 400 "
        "to mean 350 to 449: the ratio is 5.5 to 8.2."
    ),
    ("about 60 2020", "about 60 2021"): (
        "ABC counted about 60 … in 2021, and about 60 in 2020. Whether that is a rise or a fall per day cannot be "
        "told, since neither count is exact: the rate was about 1.0 times the earlier one. | Both counts cover the"
        " same days of the year. About 60 is taken to mean 55 to 64 and about 60 to mean 55 to 64: the ratio is "
        "0.86 to 1.2."
    ),
    ("about 100 2020", "90 2021"): (
        "ABC counted 90 … in 2021, and about 100 in 2020. Whether that is a rise or a fall per day cannot be told,"
        " since one count is only about right: the rate was about 0.90 times the earlier one. | Both counts cover "
        "the same days of the year. About 100 is taken to mean 50 to 149: the ratio is 0.61 to 1.8."
    ),
    ("about 400 2020", "about 40 2021"): (
        "ABC counted about 40 … in 2021, and about 400 in 2020. That is about 90% fewer (about 0.10 times as many;"
        " 95% interval 0.054–0.17). | Both counts cover the same days of the year. About 400 is taken to mean 350 "
        "to 449 and about 40 to mean 35 to 44: the ratio is 0.078 to 0.13."
    ),
    ("60 2020", "about 330 2021-01-01/.. 2021-11-17"): (
        "ABC counted about 330 … from 1 January to 17 November 2021 at the latest, and 60 in all of 2020. That is "
        "at least 5.4 times as many, in fewer days. It is about 6.3 times as many per day if the attacks were "
        "spread evenly and the count ran to 17 November 2021 (95% interval 4.7–8.5). | The 2021 count covers at "
        "most 321 days and the 2020 count 366 days. About 330 is taken to mean 325 to 334."
    ),
    ("60 2020", "at_least 0 2021"): (
        "NOT COMPARABLE: f1 is a lower bound of zero, which says nothing. The windows have 366 days and 365 days: "
        "one leap day is ignored."
    ),
    ("at_least 100 2020", "90 2021-01-01/2021-06-30"): (
        "ABC counted 90 … from 1 January to 30 June 2021, and at least 100 in all of 2020. Whether that is a rise "
        "or a fall per day cannot be told, since one count is a lower bound: the rate was at most 1.9 times the "
        "earlier one. | The 2021 count covers 181 days and the 2020 count 366 days."
    ),
    ("80 2018-07-01/2019-06-30", "40 2020"): (
        "ABC counted 40 … in 2020, and 80 from 1 July 2018 to 30 June 2019. That is 50% fewer on the same days of "
        "the year (0.50 times as many; 95% interval 0.33–0.74). | Both counts cover the same days of the year."
    ),
    ("60 2020", "334 2020-12-01/2021-11-17"): (
        "NOT COMPARABLE: The windows share days (2020; 1 December 2020 to 17 November 2021): some attacks may be "
        "in both counts."
    ),
    ("365 2019", "366 2020"): (
        "ABC counted 366 … in 2020, and 365 in 2019. That is no clear change: 1.003 times as many (95% interval "
        "0.86–1.2, which includes equal rates). | Both counts cover the same days of the year."
    ),
    ("9000000 2020", "10000000 2021"): (
        "ABC counted 10,000,000 … in 2021, and 9,000,000 in 2020. That is 1.114 times as many (95% interval "
        "1.113–1.115). | Both counts cover the same days of the year."
    ),
    ("at_most 61 2020-05/2020-08", "334 2021-01-01/2021-06-30", "334 2020-02-29", "at_most 100 2020/2021"): (
        "ABC counted 334 … from 1 January to 30 June 2021, and at most 61 from May to August 2020. That is at "
        "least 1.9 times as many per day if the attacks were spread evenly (95% interval from 1.4 upwards for the "
        "smallest change). | The 2021 count covers 181 days and the 2020 count 63 to 123 days."
    ),
    ("60 2020", "334 2021-01-01/.. 2021-11-17", "330 2021-01-01/.. 2021-12-01", "335 2021-03-01/2021-06-30"): (
        "ABC counted 334 … from 1 January to 29 June 2021 at the latest, and 60 in all of 2020. That is at least "
        "5.6 times as many, in fewer days. It is 11 times as many per day if the attacks were spread evenly and "
        "the count ran to 29 June 2021 (95% interval 8.6–15). | The 2021 count covers at most 180 days and the "
        "2020 count 366 days. Other counts by the same counter rule out that the 2021 count ran to 17 November "
        "2021; the last day that agrees with them is 29 June 2021."
    ),
    ("about 90 2023-05/2023-08", "95 2024-05/2024-08"): (
        "ABC counted 95 … from May to August 2024, and about 90 from May to August 2023. Whether that is a rise or"
        " a fall depends on days that no source gives, and on counts that are not exact: per day, it is 0.52 to "
        "2.2 times as many. | Neither window is known to the day: each count covers 63 to 123 days. About 90 is "
        "taken to mean 85 to 94."
    ),
    ("60 2020", "about 20 2021-01-01/.. 2021-11-17"): (
        "ABC counted about 20 … from 1 January to 17 November 2021 at the latest, and 60 in all of 2020. Whether "
        "that is a rise or a fall depends on when a count stopped, which no source gives. | The 2021 count covers "
        "at most 321 days and the 2020 count 366 days. About 20 is taken to mean 15 to 24."
    ),
    ("at_least 60 2020", "20 2021-01-01/.. 2021-11-17"): (
        "ABC counted 20 … from 1 January to 17 November 2021 at the latest, and at least 60 in all of 2020. That "
        "is a fall per day unless the count stopped before 2 May 2021. | The 2021 count covers at most 321 days "
        "and the 2020 count 366 days."
    ),
    ("at_least 60 2020", "about 20 2021-05/2021-08"): (
        "ABC counted about 20 … from May to August 2021, and at least 60 in all of 2020. Whether that is a rise or"
        " a fall per day cannot be told, since neither count is exact and the exact days are not known. | The 2021"
        " count covers 63 to 123 days and the 2020 count 366 days. About 20 is taken to mean 15 to 24."
    ),
    ("60 2020", "52 2021-01-01/.. 2021-11-17"): (
        "ABC counted 52 … from 1 January to 17 November 2021 at the latest, and 60 in all of 2020. That is no "
        "clear change per day if the count ran to 17 November 2021, and a rise if it stopped early enough. | The "
        "2021 count covers at most 321 days and the 2020 count 366 days."
    ),
    ("365 2020-01-01/2020-12-30", "321 2021-01-01/.. 2021-11-17"): (
        "ABC counted 321 … from 1 January to 17 November 2021 at the latest, and 365 from 1 January to 30 December"
        " 2020. Whether that is a rise or a fall depends on when a count stopped, which no source gives. | The "
        "2021 count covers at most 321 days and the 2020 count 365 days."
    ),
    ("3 2020", "123456789 2021"): (
        "ABC counted 123,456,789 … in 2021, and 3 in 2020. That is 41,265,009 times as many (95% interval "
        "14,120,129–200,097,958). | Both counts cover the same days of the year."
    ),
    ("1 2020", "1 2021"): (
        "ABC counted 1 † in 2021, and 1 in 2020. That is the same number (95% interval 0.013–79 for the ratio). | "
        "Both counts cover the same days of the year."
    ),
}


def made_up(dossier, place, text):
    """Return a figure as the table writes it."""
    bound, _, rest = text.partition(" ") if text[0].isalpha() else ("exact", "", text)
    value, window, *as_of = rest.split()
    return replace(
        dossier["un-2020"], id=f"f{place}", value=int(value), bound=Bound[bound.upper()],
        window=read_window(window, *as_of), group="Group G", place="Land", counter="ABC",
        unit="attacks", unit_one="attack", primary_seen=True,
    )  # fmt: skip


def found(dossier, *texts):
    """Return the findings for the first two counts, with the others in the data too."""
    figures = {f"f{place}": made_up(dossier, place, text) for place, text in enumerate(texts)}
    records = replace(dossier, every=figures, superseded={}, statements=[], claims=(), locks={}, milestones=[])
    return answer(records, ask("f0", "f1"))


@pytest.mark.parametrize("counts", CASES)
def test_the_finding_says_what_the_counts_support(dossier, counts):
    """Rises, falls, no clear change, zeros, bounds, vague counts, open ends, contradictions: each has its sentences."""
    findings = found(dossier, *counts)
    expected = CASES[counts].replace("…", KIND).replace("†", KIND.replace("attacks", "attack"))

    if findings.comparable:
        assert expected == f"{sentence_text('finding', findings.numbers)} | {sentence_text('caveat', findings.numbers)}"
    else:
        assert expected == "NOT COMPARABLE: " + " ".join(findings.as_given.reasons)
