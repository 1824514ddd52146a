-- What customers have in common is compared over the whole vault: the device, the network and the telephone of the one
-- who sends. Outward movements alone: of inward ones the sender is not the customer.
ALTER TABLE movement ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE movement ADD COLUMN network TEXT NOT NULL DEFAULT '';
ALTER TABLE movement ADD COLUMN phone TEXT NOT NULL DEFAULT '';

-- As `Movement::read` reads them: without blanks at the ends, in small letters; of numbers of telephones the marks
-- between the digits are left out.
UPDATE movement SET
    device = lower(trim(coalesce(json_extract(c.cells, '$.originator_device'), ''))),
    network = lower(trim(coalesce(json_extract(c.cells, '$.originator_ip'), ''))),
    phone = replace(replace(replace(replace(replace(coalesce(json_extract(c.cells, '$.originator_phone'), ''),
        ' ', ''), '-', ''), '.', ''), '(', ''), ')', '')
FROM (SELECT m.id, coalesce(t.cells, r.cells) AS cells FROM movement m
      LEFT JOIN transfer t ON t.id = m.transfer
      LEFT JOIN row r ON r.filing = m.filing AND r.part = 'transfers' AND r.number = m.number
      WHERE m.direction = 'out') AS c
WHERE c.id = movement.id AND c.cells IS NOT NULL
  AND c.cells GLOB '*"originator_[dip]*';

CREATE INDEX movement_by_device ON movement (device, direction, day, at, id) WHERE device <> '';
CREATE INDEX movement_by_network ON movement (network, direction, day, at, id) WHERE network <> '';
CREATE INDEX movement_by_phone ON movement (phone, direction, day, at, id) WHERE phone <> '';
