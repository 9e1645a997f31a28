# What plan.csv comes to in each quarter, and each level of assigned.csv in all.
awk -F, 'NR > 1 { q[int((substr($3, 6, 2) + 2) / 3)] += $6 } END { printf "quarters %.2f %.2f %.2f %.2f\n", q[1], q[2], q[3], q[4] }' plan.csv
awk -F, 'NR > 1 { l[$8] += $6 } END { printf "assigned %.2f %.2f\n", l["区域"], l["销售员"] }' assigned.csv
